import { t } from '@/i18n/t'
import { Dialog } from '@/ui/Dialog'
import { ShortcutList } from './ShortcutList'

/// All that can be done here by keys. `footer` is where they can be changed.
export function ShortcutSheet({ open, onOpenChange, footer }: { open: boolean; onOpenChange: (open: boolean) => void; footer: React.ReactNode }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('shortcuts.title')} size="lg">
      <ShortcutList />
      <div className="mt-5 border-t border-line pt-3">{footer}</div>
    </Dialog>
  )
}
