import '@/i18n/packs/offline'
import { plain } from '@/editor/markdown'
import { t } from '@/i18n/t'
import type { Entry } from '@/offline/entry'

/// An entry of the queue in a few words.
export function wordsOf({ work }: Pick<Entry, 'work'>): string {
  switch (work.kind) {
    case 'note':
      return t('queue.note', { text: plain(work.text) })
    case 'task':
      return t('queue.task', { title: work.body.title })
    case 'complete':
      return t('queue.complete', { title: work.task.title })
    case 'move':
      return t('queue.move', { status: work.label })
  }
}
