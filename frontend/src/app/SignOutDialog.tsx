import '@/i18n/packs/offline'
import { t } from '@/i18n/t'
import { useWaiting } from '@/offline/waiting'
import { ConfirmDialog } from '@/ui/ConfirmDialog'

/// Signing out takes everything off this device, also what was never sent.
export function SignOutDialog({ onConfirm, onClose }: { onConfirm: () => void; onClose: () => void }) {
  const count = useWaiting().length
  return <ConfirmDialog danger title={t('queue.leave.title')} text={t('queue.leave.text', { count })} confirm={t('queue.leave.confirm')} onConfirm={onConfirm} onClose={onClose} />
}
