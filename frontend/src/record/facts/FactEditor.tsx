import { type KeyboardEvent, useRef, useState } from 'react'
import type { DirectoryUser, FieldMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { OptionList } from '@/ui/OptionList'
import type { Option } from '@/ui/options'
import { Popover } from '@/ui/Popover'
import { userOptions } from '@/ui/UserPicker'
import { choiceOptions, FieldInput } from '../FieldInput'
import { RecordPicker } from '../RecordPicker'
import { idsOf, isPerson, isRef, optionOf, peopleOf } from '../values'

type Props = {
  field: FieldMeta
  value: unknown
  users: readonly DirectoryUser[]
  currency: string
  onSave: (value: unknown) => void
  onCancel: () => void
}

/// Enter or leaving the field saves, Escape leaves everything as it was.
export function FactEditor(props: Props) {
  switch (props.field.kind) {
    case 'choice':
    case 'status':
    case 'user':
    case 'bool':
      return <Pick {...props} />
    case 'multiChoice':
    case 'users':
    case 'tags':
      return <Many {...props} />
    case 'ref':
      return <Refer {...props} />
    default:
      return <Write {...props} />
  }
}

function Write({ field, value, users, currency, onSave, onCancel }: Props) {
  const [draft, setDraft] = useState(value)
  const box = useRef<HTMLSpanElement>(null)
  // Enter unmounts the field, which then loses the focus: that must not save twice.
  const done = useRef(false)
  const finish = (next: () => void) => {
    if (done.current) return
    done.current = true
    next()
  }
  const save = () => finish(() => onSave(typeof draft === 'string' ? draft.trim() || null : (draft ?? null)))
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') finish(onCancel)
    else if (event.key === 'Enter' && (field.kind !== 'longText' || event.metaKey || event.ctrlKey)) save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // The field inside is what is used; this only hears what happens to it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span
      ref={(node) => {
        if (node && !box.current) node.querySelector<HTMLElement>('input, textarea')?.focus()
        box.current = node
      }}
      className="-mx-1 block flex-1"
      onKeyDown={keys}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && save()}
    >
      <FieldInput field={field} value={draft} onChange={setDraft} users={users} currency={currency} autoFocus />
    </span>
  )
}

/// Saves what is picked at once; there is nothing to type.
function Refer({ field, value, onSave, onCancel }: Props) {
  return (
    <span
      className="-mx-1 block flex-1"
      // The picker inside is what is used; this only hears what happens to it.
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
    >
      <RecordPicker label={field.label} object={field.object ?? ''} value={isRef(value) ? value : null} required={field.required} onChange={onSave} />
    </span>
  )
}

const NOTHING = ''

function Pick({ field, value, users, onSave, onCancel }: Props) {
  const choices: Option[] =
    field.kind === 'user'
      ? userOptions(users.filter((user) => user.active))
      : field.kind === 'bool'
        ? [
            { value: 'true', label: t('word.yes') },
            { value: 'false', label: t('word.no') },
          ]
        : choiceOptions(field, [value])
  const pick = (picked: string): unknown => {
    if (picked === NOTHING) return null
    if (field.kind === 'user') return users.find((user) => user.id === picked) ?? null
    return field.kind === 'bool' ? picked === 'true' : picked
  }
  return (
    <Panel label={field.label} onClose={onCancel}>
      <OptionList
        label={field.label}
        options={field.required ? choices : [...choices, { value: NOTHING, label: t('word.none') }]}
        selected={[isPerson(value) ? value.id : String(value ?? NOTHING)]}
        onPick={(picked) => onSave(pick(picked))}
      />
    </Panel>
  )
}

function Many({ field, value, users, onSave, onCancel }: Props) {
  const [chosen, setChosen] = useState(() => idsOf(value))
  const people = field.kind === 'users'
  const extra = chosen.filter((tag) => !optionOf(field, tag)).map((tag) => ({ value: tag, label: tag }))
  const toggle = (tag: string) => setChosen((tags) => (tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag]))
  return (
    <Panel label={field.label} onClose={() => onSave(people ? peopleOf(chosen, users, value) : chosen)}>
      <OptionList
        label={field.label}
        options={people ? userOptions(users.filter((user) => user.active || chosen.includes(user.id))) : [...choiceOptions(field, chosen), ...extra]}
        selected={chosen}
        multiple
        searchable
        onPick={toggle}
        {...(field.kind === 'tags' ? { onCreate: toggle } : {})}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          onCancel()
        }}
      />
    </Panel>
  )
}

function Panel({ label, onClose, children }: { label: string; onClose: () => void; children: React.ReactNode }) {
  const [spot, setSpot] = useState<HTMLSpanElement | null>(null)
  return (
    <>
      <span ref={setSpot} className="-mx-1.5 h-7 flex-1 rounded-chip outline-2 outline-accent touch:h-11" />
      {spot && (
        <Popover label={label} open onOpenChange={(open) => !open && onClose()} anchor={spot} className="w-60" onCloseAutoFocus={(event) => event.preventDefault()}>
          {children}
        </Popover>
      )}
    </>
  )
}
