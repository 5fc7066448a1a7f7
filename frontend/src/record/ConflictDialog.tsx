import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import type { Conflict } from './useFieldPatch'
import { fieldText } from './values'

/// Both values side by side; closing keeps what is on the server.
export function ConflictDialog({ conflict, onResolve }: { conflict: Conflict; onResolve: (choice: 'mine' | 'theirs') => void }) {
  const shown = (value: unknown) => fieldText(conflict.field, value) || t('word.none')
  return (
    <Dialog
      open
      onOpenChange={() => onResolve('theirs')}
      title={t('conflict.title')}
      description={t('conflict.text', { field: conflict.field.label })}
      footer={
        <>
          <Button onClick={() => onResolve('theirs')}>{t('conflict.theirs')}</Button>
          <Button variant="primary" onClick={() => onResolve('mine')}>
            {t('conflict.mine')}
          </Button>
        </>
      }
    >
      <dl className="grid gap-3 sm:grid-cols-2">
        <div className="rounded-card border border-line p-3">
          <dt className="text-12 text-ink-3">{t('conflict.theirs.label')}</dt>
          <dd className="font-medium break-words">{shown(conflict.theirs)}</dd>
        </div>
        <div className="rounded-card border border-line p-3">
          <dt className="text-12 text-ink-3">{t('conflict.mine.label')}</dt>
          <dd className="font-medium break-words">{shown(conflict.mine)}</dd>
        </div>
      </dl>
    </Dialog>
  )
}
