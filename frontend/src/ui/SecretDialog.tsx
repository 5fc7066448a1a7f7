import { t } from '@/i18n/t'
import { Button } from './Button'
import { Dialog } from './Dialog'
import { SecretOnce } from './SecretOnce'

/// A secret that has just been made, shown once.
export function SecretDialog({ title, text, label, secret, onClose }: { title: string; text: string; label: string; secret: string; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} footer={<Button onClick={onClose}>{t('dialog.close')}</Button>}>
      <div className="flex flex-col gap-3">
        <p className="text-ink-2">{text}</p>
        <SecretOnce label={label} secret={secret} />
      </div>
    </Dialog>
  )
}
