import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type RefObject, useState } from 'react'
import type { Ref } from '@/api/types'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'
import { Spinner } from '@/ui/Spinner'
import { toast } from '@/ui/toast'
import { dueText } from './due'
import { type DueChoice, dueChoices, minutesBefore } from './dueTimes'
import { sendOrKeep } from '../waiting/sendOrKeep'
import { createTask, TASK } from './task'

/// A task in one line: what to do, when, Enter. Everything else has a sensible default and can be changed later.
export function QuickTask({ parent, field, onMore }: { parent: Ref; field?: RefObject<HTMLInputElement | null>; onMore: () => void }) {
  const queries = useQueryClient()
  const [title, setTitle] = useState('')
  const [when, setWhen] = useState<DueChoice>('tomorrow')
  const choices = dueChoices()
  const add = useMutation({
    mutationFn: ({ words, dueAt }: { words: string; dueAt: string }) => {
      const body = { title: words, kind: 'follow_up' as const, priority: 'medium' as const, dueAt, remindAt: minutesBefore(dueAt, 15), parent: { object: parent.object, id: parent.id } }
      return sendOrKeep(queries, { record: { object: parent.object, id: parent.id, title: parent.label ?? '' }, work: { kind: 'task', body } }, (key) => createTask(body, key))
    },
    onSuccess: (task) => {
      setTitle('')
      if (task === null) return
      void queries.invalidateQueries({ queryKey: [TASK] })
      for (const part of ['timeline', 'transitions']) void queries.invalidateQueries({ queryKey: [parent.object, part, parent.id] })
      toast(t('tasks.planned', { when: dueText(task.dueAt) }))
    },
  })
  return (
    <form
      className="rounded-card border border-line-strong focus-within:border-accent print:hidden"
      onSubmit={(event) => {
        event.preventDefault()
        const dueAt = (choices.find(({ choice }) => choice === when) ?? choices[0])?.at
        if (title.trim() !== '' && dueAt !== undefined && !add.isPending) add.mutate({ words: title.trim(), dueAt })
      }}
    >
      <div className="flex items-center">
        <span className="flex size-8 shrink-0 items-center justify-center text-ink-3">{add.isPending ? <Spinner /> : <Plus size={14} aria-hidden />}</span>
        <input
          ref={field}
          aria-label={t('tasks.quick')}
          placeholder={t('tasks.quick')}
          maxLength={200}
          className="h-hit min-w-0 flex-1 bg-transparent pe-2 outline-none"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setTitle('')
            event.currentTarget.blur()
          }}
        />
      </div>
      {title !== '' && (
        <div role="group" aria-label={t('tasks.due')} className="flex flex-wrap gap-1 border-t border-line p-1.5">
          {choices.map(({ choice, at }) => (
            <button
              key={choice}
              type="button"
              aria-pressed={when === choice}
              title={dueText(at)}
              className={cn('h-6 rounded-full px-2 text-12 touch:h-11', when === choice ? 'bg-soft font-medium text-soft-ink' : 'text-ink-2 hover:bg-hover')}
              onClick={() => setWhen(choice)}
            >
              {t(`due.choice.${choice}`)}
            </button>
          ))}
          <button type="button" className="h-6 rounded-full px-2 text-12 text-ink-2 hover:bg-hover touch:h-11" onClick={onMore}>
            {t('tasks.more')}
          </button>
        </div>
      )}
    </form>
  )
}
