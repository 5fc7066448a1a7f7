import '@/i18n/packs/proposals'
import { t } from '@/i18n/t'
import { NewRecordDialog, type NewRecordProps } from '@/record/NewRecordDialog'

const ASKED = ['deal', 'title', 'validUntil']

/// Without a name it is called as its deal; lines are written on its page.
export function NewProposalDialog({ meta, ...props }: NewRecordProps & { given?: Record<string, unknown> }) {
  const shown = { ...meta, fields: meta.fields.map((field) => (field.key === 'title' ? { ...field, required: false } : field)) }
  return <NewRecordDialog {...props} meta={shown} asked={ASKED} title={t('proposals.new')} text={t('proposals.new.text')} submit={t('proposals.create')} />
}
