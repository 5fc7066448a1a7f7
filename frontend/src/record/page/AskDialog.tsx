import { useQueryClient } from '@tanstack/react-query'
import { askForRecord } from '@/api/assignmentRequests'
import type { ObjectMeta, RecordView } from '@/api/types'
import '@/i18n/packs/ask'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'
import { isPerson } from '../values'
import { ReasonDialog } from './ReasonDialog'

/// Asks those who may assign it for a record that is another's.
export function AskDialog({ meta, record, onClose }: { meta: ObjectMeta; record: RecordView; onClose: () => void }) {
  const queries = useQueryClient()
  const owner = isPerson(record['owner']) ? record['owner'] : null
  return (
    <ReasonDialog
      title={t('ask.title')}
      text={owner?.name ? t('ask.text.of', { name: owner.name }) : t('ask.text')}
      label={t('ask.reason')}
      hint={t('ask.reason.hint')}
      act={t('ask.do')}
      send={(why) => askForRecord(meta.key, record.id, why)}
      onDone={({ status }) => {
        toast(t(status === 'approved' ? 'ask.approved' : 'ask.sent'))
        void queries.invalidateQueries({ queryKey: [meta.key] })
      }}
      onClose={onClose}
    />
  )
}
