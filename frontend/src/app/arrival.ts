import { followed } from '@/api/imports'
import type { Notice } from '@/api/live'
import type { ObjectMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { notificationText } from '@/record/notificationText'
import { popUp } from '@/ui/popUps'
import { toast } from '@/ui/toast'
import { dock } from './dock'

/// Shows what has just come: a message, or for what a colleague wrote the place to answer it. Whoever looks at the
/// record sees what was written there.
export function tell(item: Notice['data'], meta: ObjectMeta | undefined, path: string | null, openPath: (path: string) => void): void {
  if (item.kind === 'import' && item.recordId && followed.has(item.recordId)) return
  const words = notificationText(item, meta)
  const written = item.kind === 'mention' || item.kind === 'remark'
  if (written && item.object && item.recordId && window.location.pathname !== path) dock.add(item.object, item.recordId, item.title, item.id)
  else toast(words, { tone: 'news', ...(path === null ? {} : { action: { label: t('bell.open'), run: () => openPath(path) } }) })
  popUp(item.id, words, path === null ? null : () => openPath(path))
}
