import type { ReactNode } from 'react'
import { t } from '@/i18n/t'
import { Button } from './Button'
import { Dialog } from './Dialog'
import { ProblemAlert } from './ProblemAlert'

type Props = {
  title: string
  /// What happens, and what does not.
  text: ReactNode
  confirm: string
  danger?: boolean
  busy?: boolean
  error?: unknown
  onConfirm: () => void
  onClose: () => void
}

/// For what cannot be undone. Mounted while it asks.
export function ConfirmDialog({ title, text, confirm, danger = false, busy = false, error = null, onConfirm, onClose }: Props) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      size="sm"
      onSubmit={() => !busy && onConfirm()}
      footer={
        <>
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={busy}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <ProblemAlert error={error} />
        <div className="text-ink-2">{text}</div>
      </div>
    </Dialog>
  )
}
