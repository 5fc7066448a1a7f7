import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type BulkChoice, type BulkWish, bulkCountQuery } from '@/api/bulk'
import { directoryQuery } from '@/api/records'
import type { ObjectMeta } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { choiceOptions, FieldInput } from '@/record/FieldInput'
import { wireValue } from '@/record/values'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { OptionList } from '@/ui/OptionList'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { UserPicker, userOptions } from '@/ui/UserPicker'

type Props = {
  meta: ObjectMeta
  choice: BulkChoice
  busy: boolean
  error: unknown
  onRun: (wish: Omit<BulkWish, 'object' | 'choice'>) => void
  onClose: () => void
}

/// One field of all of them, set or emptied.
export function EditDialog(props: Props) {
  const { currency } = useMe().tenant
  const { data: users = [] } = useQuery(directoryQuery)
  const fields = props.meta.fields.filter((field) => field.editable && field.visibility === 'clear' && field.kind !== 'ref')
  const [key, setKey] = useState<string | null>(null)
  const [value, setValue] = useState<unknown>(null)
  const field = fields.find((each) => each.key === key)
  const missing = field?.required === true && value === null
  return (
    <BulkDialog {...props} title={t('bulk.edit')} wish={field && !missing ? { action: 'update', input: { [field.key]: wireValue(value) } } : null}>
      <Field label={t('bulk.edit.field')}>
        <Select
          label={t('bulk.edit.field')}
          options={fields.map((each) => ({ value: each.key, label: each.label }))}
          value={key}
          onChange={(next) => {
            setKey(next)
            setValue(null)
          }}
        />
      </Field>
      {field && (
        <Field key={field.key} label={t('bulk.edit.value')} hint={field.required ? undefined : t('bulk.edit.empty')}>
          <FieldInput field={field} value={value} onChange={setValue} users={users} currency={currency} />
        </Field>
      )}
    </BulkDialog>
  )
}

/// Picked records are given away by one press, as they can be taken back; everything that matches is counted first.
export function AssignDialog(props: Props) {
  const { data: users = [] } = useQuery(directoryQuery)
  const [owner, setOwner] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const give = (to: string) => ({ action: 'assign', input: { owner: to, reason: reason.trim() || null } })
  const people = users.filter((user) => user.active)
  const why = (
    <Field label={t('bulk.reason')} optional>
      <Input maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Field>
  )
  if ('records' in props.choice) {
    return (
      <Dialog open size="sm" onOpenChange={(open) => !open && props.onClose()} title={t('bulk.assign')} footer={<Button onClick={props.onClose}>{t('word.cancel')}</Button>}>
        <div className="flex flex-col gap-3.5" aria-busy={props.busy}>
          <ProblemAlert error={props.error} />
          <div className="rounded-card border border-line">
            <OptionList label={t('bulk.assign.to')} options={userOptions(people)} selected={[]} searchable onPick={(to) => !props.busy && props.onRun(give(to))} />
          </div>
          {why}
        </div>
      </Dialog>
    )
  }
  return (
    <BulkDialog {...props} title={t('bulk.assign')} wish={owner === null ? null : give(owner)}>
      <Field label={t('bulk.assign.to')}>
        <UserPicker label={t('bulk.assign.to')} users={people} value={owner} onChange={setOwner} />
      </Field>
      {why}
    </BulkDialog>
  )
}

export function MoveDialog(props: Props) {
  const status = props.meta.fields.find((field) => field.kind === 'status')
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  return (
    <BulkDialog {...props} title={t('bulk.move')} wish={to === null ? null : { action: 'transition', input: { to, reason: reason.trim() || null } }}>
      <Field label={t('bulk.move.to')} hint={t('bulk.move.hint')}>
        <Select label={t('bulk.move.to')} options={status ? choiceOptions(status) : []} value={to} onChange={setTo} />
      </Field>
      <Field label={t('bulk.reason')} optional>
        <Input maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </BulkDialog>
  )
}

export function DeleteDialog(props: Props) {
  return (
    <BulkDialog {...props} title={t('bulk.delete')} wish={DELETE}>
      <p>{t('bulk.delete.hint')}</p>
    </BulkDialog>
  )
}

const DELETE = { action: 'delete' } as const

/// Says how many before anything begins; its button names the number.
function BulkDialog({ meta, choice, busy, error, onRun, onClose, title, wish, children }: Props & { title: string; wish: Omit<BulkWish, 'object' | 'choice'> | null; children: ReactNode }) {
  // Everything that matches is counted by the server at this moment; picked records are counted here.
  const matching = !('records' in choice)
  const counted = useQuery({ ...bulkCountQuery({ object: meta.key, choice, action: wish?.action ?? '', ...(wish?.input ? { input: wish.input } : {}) }), enabled: matching && wish !== null, retry: false })
  const count = matching ? counted.data?.count : choice.records.length
  const tooMany = counted.data !== undefined && counted.data.count > counted.data.most
  const ready = wish !== null && count !== undefined && count > 0 && !tooMany
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={title}
      onSubmit={() => ready && !busy && onRun(wish)}
      footer={
        <>
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={!ready} busy={busy}>
            {wish !== null && count === undefined ? t('bulk.counting') : t(wish?.action === 'delete' ? 'bulk.run.delete' : 'bulk.run', { count: count ?? 0 })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={error ?? counted.error} />
        {tooMany && <p role="alert">{t('bulk.tooMany', { most: counted.data.most })}</p>}
        {children}
      </div>
    </Dialog>
  )
}
