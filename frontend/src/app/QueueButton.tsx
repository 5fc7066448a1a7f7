import { CloudUpload } from 'lucide-react'
import { lazy, Suspense } from 'react'
import '@/i18n/packs/offline'
import { t } from '@/i18n/t'
import { useWaiting } from '@/offline/waiting'
import { IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'

const QueueSheet = lazy(() => import('./QueueSheet').then((module) => ({ default: module.QueueSheet })))

/// How much waits on this device. Not there when nothing does, but for the sheet somebody is still looking at.
export function QueueButton({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const entries = useWaiting()
  const refused = entries.some(({ state }) => state === 'conflict' || state === 'failed')
  return (
    <>
      <IconButton label={t(refused ? 'queue.open.refused' : 'queue.open', { count: entries.length })} className="relative" aria-haspopup="dialog" onClick={() => onOpen(true)}>
        <CloudUpload size={16} className={cn(refused && 'text-warn')} aria-hidden />
        <span
          aria-hidden="true"
          className={cn('absolute end-0.5 top-0.5 flex h-4 min-w-4 items-center justify-center rounded-full px-1 text-[10px] font-semibold text-surface tabular-nums', refused ? 'bg-warn' : 'bg-accent')}
        >
          {entries.length}
        </span>
      </IconButton>
      <Suspense>{open && <QueueSheet onClose={() => onOpen(false)} />}</Suspense>
    </>
  )
}
