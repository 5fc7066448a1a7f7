import type { QueryClient } from '@tanstack/react-query'
import '@/i18n/packs/offline'
import { t } from '@/i18n/t'
import type { NewEntry } from '@/offline/entry'
import { add, discard } from '@/offline/queue'
import { waiting } from '@/offline/waiting'
import { toast } from '@/ui/toast'
import { showBefore } from './deliver'

/// False when this device can't keep it (its storage is blocked, or somebody else's): then the refusal is told as ever.
export async function keepEntry(queries: QueryClient, entry: NewEntry): Promise<boolean> {
  const kept = await add(entry).catch(() => null)
  if (kept === null) return false
  toast(t('queue.kept'), {
    undo: async () => {
      // It may have gone out meanwhile; then there is nothing here to take back.
      if (!waiting.get().some(({ id, state }) => id === kept.id && state !== 'sending')) {
        toast(t('queue.gone'), { tone: 'problem' })
        return
      }
      await discard(kept.id)
      showBefore(queries, kept)
    },
  })
  return true
}
