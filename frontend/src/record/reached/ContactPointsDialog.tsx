import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { isProblem } from '@/api/problem'
import { fieldProblem } from '@/api/problems'
import type { ObjectMeta, RecordView } from '@/api/types'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/toast'
import { changeContactPoints, type ContactPoint, contactPointsQuery } from './queries'

type Line = ContactPoint & { key: number }
const MOST = 20
const KINDS = ['phone', 'mobile', 'whatsapp', 'email'] as const

const isAddress = (kind: ContactPoint['kind']): boolean => kind === 'email'

type Props = { meta: ObjectMeta; record: RecordView; title: string; points: readonly ContactPoint[]; onClose: () => void }

/// One line for each number and address. There is one main number and one main address.
export function ContactPointsDialog({ meta, record, title, points, onClose }: Props) {
  const queries = useQueryClient()
  const [lines, setLines] = useState<Line[]>(() => points.map((point, key) => ({ ...point, key })))
  const [next, setNext] = useState(points.length)
  const [judged, setJudged] = useState(false)
  const dirty = JSON.stringify(lines.map(bare)) !== JSON.stringify(points.map(bare))
  const save = useMutation({
    mutationFn: (version: number) => changeContactPoints(meta, record.id, { version, contactPoints: lines.map(bare) }),
    meta: { shown: true },
    onSuccess: (saved) => {
      queries.setQueryData(contactPointsQuery(meta, record.id).queryKey, saved)
      void queries.invalidateQueries({ queryKey: [meta.key] })
      toast(t('contacts.saved'))
      onClose()
    },
  })
  const change = (key: number, to: Partial<Line>) => {
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...to } : line)))
    if (save.isError) save.reset()
  }
  const choose = ({ key, kind }: Line) => setLines((all) => all.map((line) => (isAddress(line.kind) === isAddress(kind) ? { ...line, primary: line.key === key } : line)))
  const remove = (gone: Line) =>
    setLines((all) => {
      const left = all.filter((line) => line.key !== gone.key)
      const heir = gone.primary ? left.find((line) => isAddress(line.kind) === isAddress(gone.kind)) : undefined
      return left.map((line) => (line === heir ? { ...line, primary: true } : line))
    })
  const add = (kind: Line['kind']) => {
    setLines((all) => [...all, { key: next, kind, value: '', primary: !all.some((line) => isAddress(line.kind) === isAddress(kind) && line.primary) }])
    setNext(next + 1)
  }
  const empty = (line: Line) => (line.value.trim() === '' ? t('contacts.empty') : undefined)
  const submit = (version = record.version) => {
    setJudged(true)
    if (lines.every((line) => empty(line) === undefined)) save.mutate(version)
  }
  const conflict = isProblem(save.error, 'VERSION_CONFLICT')
  return (
    <FormDialog title={t('contacts.dialog', { name: title })} description={t('contacts.dialog.text')} dirty={dirty} busy={save.isPending} submit={t('contacts.save')} onSubmit={() => submit()} onClose={onClose}>
      <div className="flex flex-col gap-3">
        <ConflictNotice
          error={save.error}
          onTheirs={() => {
            void queries.invalidateQueries({ queryKey: [meta.key] })
            onClose()
          }}
          onMine={submit}
        />
        {!conflict && <ProblemAlert error={save.error} fields={lines.map((_line, at) => `contactPoints/${at}/value`)} />}
        {lines.map((line, at) => (
          <div key={line.key} className="flex items-start gap-2">
            <Select
              label={t('contacts.kind')}
              className="w-28 shrink-0"
              options={KINDS.map((kind) => ({ value: kind, label: t(`contacts.${kind}`) }))}
              value={line.kind}
              onChange={(picked) => {
                const kind = KINDS.find((each) => each === picked) ?? line.kind
                change(line.key, isAddress(kind) === isAddress(line.kind) ? { kind } : { kind, primary: false })
              }}
            />
            <Field
              label={t('contacts.value')}
              hideLabel
              className="flex-1"
              error={fieldProblem(save.error, `contactPoints/${at}/value`) ?? (judged ? empty(line) : undefined)}
            >
              <Input
                type={isAddress(line.kind) ? 'email' : 'tel'}
                autoComplete="off"
                autoFocus={line.value === ''}
                maxLength={254}
                value={line.value}
                onChange={(e) => change(line.key, { value: e.target.value })}
              />
            </Field>
            <label className="flex h-hit items-center gap-1.5">
              <input type="radio" name={isAddress(line.kind) ? 'main-address' : 'main-number'} className="accent-(--solid)" checked={line.primary} onChange={() => choose(line)} />
              {t('contacts.primary')}
            </label>
            <IconButton label={t('contacts.remove', { value: line.value || t(`contacts.${line.kind}`) })} onClick={() => remove(line)}>
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        ))}
        {lines.length < MOST && (
          <div className="flex gap-2">
            <Button size="sm" icon={<Plus size={14} aria-hidden />} onClick={() => add('phone')}>
              {t('contacts.phone')}
            </Button>
            <Button size="sm" icon={<Plus size={14} aria-hidden />} onClick={() => add('email')}>
              {t('contacts.email')}
            </Button>
          </div>
        )}
      </div>
    </FormDialog>
  )
}

const bare = ({ kind, value, primary }: ContactPoint) => ({ kind, value: value.trim(), primary })
