import { useQueryClient } from '@tanstack/react-query'
import { giveBack } from '@/api/recycling'
import type { ObjectMeta, RecordView } from '@/api/types'
import '@/i18n/packs/giveBack'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'
import { undoOf } from '../takeBack'
import { ReasonDialog } from './ReasonDialog'

/// Gives a record up, for a colleague to take.
export function GiveBackDialog({ meta, record, title, onClose }: { meta: ObjectMeta; record: RecordView; title: string; onClose: () => void }) {
  const queries = useQueryClient()
  return (
    <ReasonDialog
      title={t('giveBack.title')}
      text={t('giveBack.text')}
      label={t('giveBack.reason')}
      hint={t('giveBack.reason.hint')}
      act={t('giveBack.do')}
      send={(why) => giveBack(meta.key, record.id, record.version, why)}
      onDone={(changeSet) => {
        toast(t('giveBack.done', { title }), undoOf(queries, changeSet))
        void queries.invalidateQueries({ queryKey: ['recycling'] })
        void queries.invalidateQueries({ queryKey: [meta.key] })
      }}
      onClose={onClose}
    />
  )
}
