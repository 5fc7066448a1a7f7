import { Check } from 'lucide-react'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'
import { isDone, type Task } from './task'

/// The circle before a task: one press completes it, another takes that back. A plain button, made for long lists.
export function TaskCheck({ task, disabled, onToggle, tabIndex }: { task: Task; disabled: boolean; onToggle: () => void; tabIndex?: number }) {
  const done = isDone(task)
  const label = t(done ? 'tasks.reopenOne' : 'tasks.completeOne', { title: task.title })
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-label={label}
      title={t(done ? 'tasks.reopen' : 'tasks.complete')}
      disabled={disabled}
      onClick={onToggle}
      className="group/check flex size-hit-dense shrink-0 items-center justify-center rounded-full"
    >
      <span
        className={cn(
          'flex size-4.5 items-center justify-center rounded-full border transition-colors duration-120',
          done
            ? 'border-transparent bg-ok text-surface'
            : 'border-control text-transparent group-hover/check:border-ok group-hover/check:text-ok group-disabled/check:border-line group-disabled/check:text-transparent',
        )}
      >
        <Check size={12} strokeWidth={3} aria-hidden />
      </span>
    </button>
  )
}
