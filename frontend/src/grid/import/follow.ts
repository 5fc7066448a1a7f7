import { importEnded, type ImportView, isBusy, stepImport } from '@/api/imports'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'
import { countOf } from './Counts'

/// Tells how an import ended that its dialog no longer shows, and takes it back when asked.
export async function tellOf(found: ImportView, onChanged: () => void): Promise<void> {
  if (found.status === 'checking' || found.status === 'ready' || found.status === 'uploaded') return
  const ended = isBusy(found) ? await importEnded(found.id) : found
  const count = countOf(ended, 'created', 'updated')
  if (ended !== found) onChanged()
  if (count === 0 || (ended.status !== 'done' && ended.status !== 'canceled')) {
    if (ended !== found && ended.status === 'undone') toast(t('import.undone'))
    return
  }
  toast(t('import.told', { count }), {
    undo: async () => {
      await stepImport(ended.id, 'undo')
      await importEnded(ended.id)
      onChanged()
      toast(t('import.undone'))
    },
  })
}
