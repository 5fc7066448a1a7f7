import { t } from '@/i18n/t'
import { Button } from './Button'
import { Dialog } from './Dialog'

/// Asked only when something typed would be lost.
export function DiscardDialog({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onKeep()}
      title={t('discard.title')}
      size="sm"
      footer={
        <>
          <Button variant="danger" onClick={onDiscard}>
            {t('discard.yes')}
          </Button>
          <Button variant="primary" onClick={onKeep} autoFocus>
            {t('discard.no')}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{t('discard.text')}</p>
    </Dialog>
  )
}
