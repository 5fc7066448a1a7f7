import { CircleAlert, CircleCheck, Bell, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { problemText } from '@/api/problems'
import { t } from '@/i18n/t'
import { cn } from './cn'
import { dismiss, hold, resume, type Toast, toast, toastStore, undo } from './toast'

const ICON = {
  done: <CircleCheck size={16} className="text-ok" aria-hidden />,
  problem: <CircleAlert size={16} className="text-bad" aria-hidden />,
  news: <Bell size={16} className="text-accent" aria-hidden />,
}

export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get, toastStore.get)
  return (
    <section
      aria-label={t('toast.region')}
      aria-live="polite"
      aria-relevant="additions"
      className="print:hidden pointer-events-none fixed inset-x-3 bottom-[calc(72px+env(safe-area-inset-bottom))] z-60 flex flex-col items-center gap-2 sm:inset-x-auto sm:end-5 sm:bottom-5 sm:items-end"
    >
      {toasts.map((item) => (
        <Message key={item.id} item={item} />
      ))}
    </section>
  )
}

function Message({ item }: { item: Toast }) {
  const stay = () => hold(item.id)
  const go = () => resume(item)
  return (
    // Pausing while it is read is not an interaction of its own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="animate-appear pointer-events-auto flex w-full max-w-md items-center gap-2.5 rounded-card border border-line bg-raised py-1.5 ps-3 pe-1.5 shadow-float sm:w-auto sm:min-w-72"
      onPointerEnter={stay}
      onPointerLeave={go}
      onFocus={stay}
      onBlur={go}
    >
      {ICON[item.tone]}
      <p className="min-w-0 flex-1 py-1">{item.text}</p>
      {item.undo && (
        <button
          type="button"
          className={cn('h-hit-dense rounded-control px-2 font-medium text-accent hover:bg-hover')}
          onClick={() => void undo(item.id).catch((error: unknown) => toast(problemText(error), { tone: 'problem' }))}
        >
          {t('toast.undo')}
        </button>
      )}
      {item.action && (
        <button
          type="button"
          className="h-hit-dense rounded-control px-2 font-medium text-accent hover:bg-hover"
          onClick={() => {
            dismiss(item.id)
            item.action?.run()
          }}
        >
          {item.action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={t('toast.dismiss')}
        className="flex size-hit-dense items-center justify-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
        onClick={() => dismiss(item.id)}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  )
}
