import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { metaQuery, pathOf } from '@/api/records'
import { t } from '@/i18n/t'
import { addComment, deleteComment } from '@/record/timeline/timeline'
import { sendOrKeep } from '@/record/waiting/sendOrKeep'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'

/// A remark about what one works on, without leaving the queue.
export function DayNote({ record, onClose }: { record: { object: string; id: string; label: string }; onClose: () => void }) {
  const queries = useQueryClient()
  const { data: meta } = useQuery(metaQuery(record.object))
  const [text, setText] = useState('')
  const words = text.trim()
  const send = useMutation({
    mutationFn: (path: string) =>
      sendOrKeep(queries, { record: { object: record.object, id: record.id, title: record.label }, work: { kind: 'note', path, text: words, mentions: [] } }, (key) =>
        addComment(path, record.id, words, [], key),
      ),
    meta: { shown: true },
    onSuccess: (sent, path) => {
      const reload = () => queries.invalidateQueries({ queryKey: [record.object, 'timeline', record.id] })
      void reload()
      const comment = sent?.data?.data.id
      if (sent !== null) {
        toast(t('home.day.noted', { title: record.label }), comment === undefined ? {} : { undo: () => deleteComment(path, record.id, comment).then(reload) })
      }
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('home.day.note.title', { title: record.label })}
      size="sm"
      dirty={words !== ''}
      busy={send.isPending}
      submit={t('home.day.note.save')}
      onSubmit={() => {
        if (words !== '' && meta) send.mutate(pathOf(meta))
      }}
      onClose={onClose}
    >
      <ProblemAlert error={send.error} />
      <Field label={t('home.day.note')}>
        <TextArea rows={4} autoFocus value={text} maxLength={10_000} onChange={(event) => setText(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
