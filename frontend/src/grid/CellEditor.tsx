import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import type { DirectoryUser, FieldMeta } from '@/api/types'
import { fromLocalInput, toLocalInput } from '@/i18n/format'
import { t } from '@/i18n/t'
import { choiceOptions, INPUT_TYPE, isNumeric } from '@/record/FieldInput'
import { idsOf, isMoney, isPerson, optionOf, peopleOf } from '@/record/values'
import { OptionList } from '@/ui/OptionList'
import type { Option } from '@/ui/options'
import { Popover } from '@/ui/Popover'
import { userOptions } from '@/ui/UserPicker'

export type After = 'stay' | 'next' | 'previous' | 'below'

type Props = {
  field: FieldMeta
  value: unknown
  users: readonly DirectoryUser[]
  currency: string
  onSave: (value: unknown, after: After) => void
  onCancel: () => void
}

/// The editor inside the one cell being edited. Enter saves and goes down, Tab saves and goes on, Escape leaves
/// everything as it was; leaving the field saves too.
export function CellEditor(props: Props) {
  switch (props.field.kind) {
    case 'choice':
    case 'status':
    case 'user':
    case 'bool':
      return <PickCell {...props} />
    case 'multiChoice':
    case 'users':
    case 'tags':
      return <ManyCell {...props} />
    default:
      return <TextCell {...props} />
  }
}

function TextCell({ field, value, currency, onSave, onCancel }: Props) {
  const start = asText(field, value)
  const [text, setText] = useState(start)
  // Enter and Tab unmount the field, which then loses the focus: that must not save twice.
  const done = useRef(false)
  const finish = (after: After) => {
    if (done.current) return
    done.current = true
    if (text === start) onSave(value, after)
    else onSave(fromText(field, text, isMoney(value) ? value.currency : currency), after)
  }
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Enter') finish('below')
    else if (event.key === 'Tab') finish(event.shiftKey ? 'previous' : 'next')
    else if (event.key === 'Escape') {
      done.current = true
      onCancel()
    } else return
    event.preventDefault()
  }
  return (
    <input
      autoFocus
      aria-label={field.label}
      type={field.kind === 'date' ? 'date' : field.kind === 'instant' ? 'datetime-local' : isNumeric(field.kind) ? 'number' : (INPUT_TYPE[field.kind] ?? 'text')}
      inputMode={field.kind === 'money' ? 'decimal' : undefined}
      step="any"
      className="absolute inset-0 z-10 w-full min-w-40 bg-raised px-2 text-ink shadow-float outline-2 -outline-offset-2 outline-accent"
      value={text}
      onFocus={(e) => e.target.type === 'text' && e.target.select()}
      onChange={(e) => setText(e.target.value)}
      onBlur={() => finish('stay')}
      onKeyDown={keys}
    />
  )
}

function asText(field: FieldMeta, value: unknown): string {
  if (isMoney(value)) return value.amount.replace(/\.0+$/, '')
  if (value === null || value === undefined) return ''
  if (field.kind === 'instant') return toLocalInput(String(value))
  return String(value)
}

function fromText(field: FieldMeta, raw: string, currency: string): unknown {
  const text = raw.trim()
  if (text === '') return null
  if (field.kind === 'money') return { amount: text.replace(/[\s,]/g, ''), currency }
  if (field.kind === 'instant') return fromLocalInput(text)
  return isNumeric(field.kind) ? Number(text) : text
}

const NOBODY = ''

function PickCell({ field, value, users, onSave, onCancel }: Props) {
  const picks: Option[] =
    field.kind === 'user'
      ? userOptions(users.filter((u) => u.active))
      : field.kind === 'bool'
        ? [
            { value: 'true', label: t('word.yes') },
            { value: 'false', label: t('word.no') },
          ]
        : choiceOptions(field, [value])
  const options = field.required ? picks : [...picks, { value: NOBODY, label: t('word.none') }]
  const pick = (picked: string): unknown => {
    if (picked === NOBODY) return null
    if (field.kind === 'user') return users.find((u) => u.id === picked) ?? null
    return field.kind === 'bool' ? picked === 'true' : picked
  }
  return (
    <Dropdown label={field.label} onClose={onCancel}>
      <OptionList
        label={field.label}
        options={options}
        selected={[isPerson(value) ? value.id : String(value ?? NOBODY)]}
        onPick={(picked) => onSave(pick(picked), 'stay')}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key !== 'Tab') return
          event.preventDefault()
          onSave(value, event.shiftKey ? 'previous' : 'next')
        }}
      />
    </Dropdown>
  )
}

function ManyCell({ field, value, users, onSave, onCancel }: Props) {
  const [chosen, setChosen] = useState(() => idsOf(value))
  const people = field.kind === 'users'
  const picked = () => (people ? peopleOf(chosen, users, value) : chosen)
  const extra = chosen.filter((tag) => !optionOf(field, tag)).map((tag) => ({ value: tag, label: tag }))
  const toggle = (tag: string) => setChosen((tags) => (tags.includes(tag) ? tags.filter((each) => each !== tag) : [...tags, tag]))
  return (
    <Dropdown label={field.label} onClose={() => onSave(picked(), 'stay')}>
      <OptionList
        label={field.label}
        options={people ? userOptions(users.filter((user) => user.active || chosen.includes(user.id))) : [...choiceOptions(field, chosen), ...extra]}
        selected={chosen}
        multiple
        searchable
        onPick={toggle}
        {...(field.kind === 'tags' ? { onCreate: toggle } : {})}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Escape') {
            event.preventDefault()
            onCancel()
          } else if (event.key === 'Tab') {
            event.preventDefault()
            onSave(picked(), event.shiftKey ? 'previous' : 'next')
          }
        }}
      />
    </Dropdown>
  )
}

function Dropdown({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const [cell, setCell] = useState<HTMLSpanElement | null>(null)
  return (
    <>
      <span ref={setCell} className="absolute inset-0 outline-2 -outline-offset-2 outline-accent" />
      {cell && (
        <Popover label={label} open onOpenChange={(open) => !open && onClose()} anchor={cell} className="w-60" onCloseAutoFocus={(e) => e.preventDefault()}>
          {children}
        </Popover>
      )}
    </>
  )
}
