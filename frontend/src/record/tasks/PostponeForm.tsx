import '@/i18n/packs/tasks'
import { type KeyboardEvent, useState } from 'react'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { DateTimeInput } from '@/ui/DateTimeInput'
import { Field } from '@/ui/Field'
import { dueText } from './due'
import { dueChoices } from './dueTimes'

/// When instead: the times people mean, or any other.
export function PostponeForm({ onPick }: { onPick: (dueAt: string) => void }) {
  const [choices] = useState(() => dueChoices())
  const [other, setOther] = useState<string | null>(null)
  const arrows = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    if (step === 0 || at < 0) return
    event.preventDefault()
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }
  return (
    <div className="w-72 max-w-full">
      {/* Arrow keys go through the choices, as in a menu. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className="p-1" onKeyDown={arrows}>
        {choices.map(({ choice, at }, index) => (
          <li key={choice}>
            <button
              type="button"
              autoFocus={index === 0}
              className="flex min-h-8 w-full items-center justify-between gap-3 rounded-control px-2 hover:bg-hover touch:min-h-11"
              onClick={() => onPick(at)}
            >
              {t(`due.choice.${choice}`)}
              <span className="text-12 text-ink-3">{dueText(at)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form
        className="flex items-end gap-2 border-t border-line p-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (other !== null) onPick(other)
        }}
      >
        <Field label={t('due.choice.other')} className="flex-1">
          <DateTimeInput value={other} onChange={setOther} />
        </Field>
        <Button type="submit" variant="primary" disabled={other === null}>
          {t('tasks.postpone')}
        </Button>
      </form>
    </div>
  )
}
