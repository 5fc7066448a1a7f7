import { type KeyboardEvent, useState } from 'react'
import type { ObjectMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Field } from '@/ui/Field'
import { Input, TextArea } from '@/ui/Input'
import type { Task } from './task'

type Props = { task: Task; meta: ObjectMeta; onDone: (result: { outcome?: string; comment?: string }) => void; onCancel: () => void
  /// The same, and then a ticket is made of it; for calls, where somebody may.
  onTicket?: (result: { outcome?: string; comment?: string }) => void }

const USUAL = ['reached', 'noAnswer', 'interested', 'notInterested', 'again'] as const

/// How it went: an outcome to pick or to write, and a word about it. Both may stay empty.
export function CompleteForm({ task, meta, onDone, onCancel, onTicket }: Props) {
  const [outcome, setOutcome] = useState('')
  const [comment, setComment] = useState('')
  const listed = meta.fields.find((field) => field.key === 'outcome')?.options ?? []
  // Where the tenant has no list of its own, the usual answers stand in for typing.
  const options = listed.length > 0 ? listed.map(({ value, label }) => ({ value, label })) : USUAL.map((each) => ({ value: t(`tasks.outcome.${each}`), label: t(`tasks.outcome.${each}`) }))
  const result = () => ({ ...(outcome.trim() && { outcome: outcome.trim() }), ...(comment.trim() && { comment: comment.trim() }) })
  const submit = () => onDone(result())
  // One digit says how it went.
  const byDigit = (event: KeyboardEvent) => {
    const option = event.ctrlKey || event.metaKey || event.altKey ? undefined : options[Number(event.key) - 1]
    if (option) setOutcome(option.value)
  }
  return (
    <form
      className="flex w-88 max-w-full flex-col gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p className="font-medium">
        <bdi>{task.title}</bdi>
      </p>
      <fieldset>
        <legend className="mb-1.5 text-12 font-medium text-ink-2">{t('tasks.outcome')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {options.map((option, index) => (
            <label
              key={option.value}
              className={cn(
                'relative flex min-h-hit-dense items-center rounded-full border px-2.5 has-focus-visible:outline-2 has-focus-visible:outline-accent',
                outcome === option.value ? 'border-solid bg-soft font-medium text-soft-ink' : 'border-line-strong hover:bg-hover',
              )}
            >
              <input
                type="radio"
                name="outcome"
                className="sr-only"
                autoFocus={index === 0}
                aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
                checked={outcome === option.value}
                onChange={() => setOutcome(option.value)}
                onKeyDown={byDigit}
              />
              {index < 9 && <span data-digit={index + 1} className="me-1 hidden text-11 text-ink-3 tabular-nums before:content-[attr(data-digit)] hoverable:inline" aria-hidden="true" />}
              {option.label}
            </label>
          ))}
        </div>
      </fieldset>
      {listed.length === 0 && (
        <Field label={t('tasks.outcome.own')} optional>
          <Input value={options.some(({ value }) => value === outcome) ? '' : outcome} maxLength={200} onChange={(e) => setOutcome(e.target.value)} />
        </Field>
      )}
      <Field label={t('tasks.comment')} optional>
        <TextArea rows={2} value={comment} maxLength={2000} onChange={(e) => setComment(e.target.value)} onSubmitKeys={submit} />
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{t('word.cancel')}</Button>
        {onTicket && <Button onClick={() => onTicket(result())}>{t('tasks.completeToTicket')}</Button>}
        <Button type="submit" variant="primary">
          {t('tasks.complete')}
        </Button>
      </div>
    </form>
  )
}
