import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { fieldProblem } from '@/api/problems'
import { plain } from '@/editor/markdown'
import { RichText } from '@/editor/RichText'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import type { RemarkProps } from '@/record/page/kind'
import { undoOf } from '@/record/takeBack'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'
import { firstWords } from './firstWords'
import { splitTicket } from './queries'

type Props = RemarkProps & { onClose: () => void }

export function SplitDialog({ recordId, commentId, text, onClose }: Props) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [title, setTitle] = useState(() => firstWords(plain(text)))
  const [touched, setTouched] = useState(false)
  const split = useMutation({
    mutationFn: () => splitTicket(recordId, commentId, title.trim()),
    meta: { shown: true },
    onSuccess: ({ data, changeSet }) => {
      void queries.invalidateQueries({ queryKey: ['ticket'] })
      onClose()
      toast(t('record.created', { title: title.trim() }), {
        ...undoOf(queries, changeSet),
        action: { label: t('record.open'), run: () => void navigate({ to: recordHref('ticket', data.id) ?? '.' }) },
      })
    },
  })
  const empty = touched && title.trim() === ''
  return (
    <FormDialog
      title={t('ticket.split.title')}
      description={t('ticket.split.text')}
      dirty={touched}
      busy={split.isPending}
      submit={t('ticket.split')}
      onSubmit={() => {
        setTouched(true)
        if (title.trim() !== '') split.mutate()
      }}
      onClose={onClose}
    >
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={split.error} fields={['title']} />
        <Field label={t('tickets.quick')} error={empty ? t('ticket.split.empty') : fieldProblem(split.error, 'title')}>
          <Input
            autoFocus
            maxLength={200}
            value={title}
            onChange={(event) => {
              setTouched(true)
              setTitle(event.target.value)
            }}
          />
        </Field>
        <RichText text={text} className="max-h-40 overflow-y-auto rounded-card bg-surface-2 px-3 py-2" />
      </div>
    </FormDialog>
  )
}
