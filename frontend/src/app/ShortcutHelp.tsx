import { Link } from '@tanstack/react-router'
import { useKeymap } from '@/actions/keymap'
import { ShortcutSheet } from '@/actions/ShortcutSheet'
import { t } from '@/i18n/t'

/// The `?` sheet: what the keys do here, and the way to where they are changed.
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { single } = useKeymap()
  return (
    <ShortcutSheet
      open
      onOpenChange={(open) => !open && onClose()}
      footer={
        <div className="flex flex-wrap items-center justify-between gap-2">
          {!single && <p className="text-warn">{t('shortcuts.off')}</p>}
          <Link to="/profile" hash="shortcuts" className="font-medium text-accent underline underline-offset-2" onClick={onClose}>
            {t('shortcuts.change')}
          </Link>
        </div>
      }
    />
  )
}
