import '@/i18n/packs/leads'
import { fieldValue } from '@/record/FieldValue'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { ContactPoints } from '@/record/reached/ContactPoints'
import { ConvertButton } from './ConvertButton'
import { Relations } from './Relations'

/// What the page of a lead has of its own.
export const LEAD: RecordKind = {
  object: 'lead',
  omit: ['previousLead'],
  reassign: true,
  Actions: ConvertButton,
  Below: FirmAndHeat,
  Facts: ContactPoints,
  Beside: Relations,
}

function FirmAndHeat({ meta, record }: PanelProps) {
  const heat = meta.fields.find((field) => field.key === 'temperature')
  const firm = String(record['company'] ?? '')
  return (
    <>
      {firm !== '' && <bdi className="truncate">{firm}</bdi>}
      {heat && fieldValue(heat, record[heat.key])}
    </>
  )
}
