import '@/i18n/packs/leads'
import { lazy } from 'react'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { RelatedList } from '@/record/page/RelatedList'
import { ContactPoints } from '@/record/reached/ContactPoints'
import { isRef } from '@/record/values'
import { ConvertButton } from './ConvertButton'

// Under the tasks, where one looks after all else.
const Relations = lazy(() => import('./Relations').then((module) => ({ default: module.Relations })))

/// What the page of a lead has of its own.
export const LEAD: RecordKind = {
  object: 'lead',
  omit: ['previousLead'],
  reassign: true,
  Actions: ConvertButton,
  Below: FirmAndHeat,
  Facts: ContactPoints,
  Beside: Belongings,
}

/// What the customer asked meanwhile, and other leads of his.
function Belongings(panel: PanelProps) {
  const { meta, record } = panel
  const me = useMe()
  const lead = { object: meta.key, id: record.id, label: String(record[meta.titleField] ?? '') }
  const known = Object.fromEntries(['account', 'contact'].flatMap((key) => (isRef(record[key]) ? [[key, record[key]]] : [])))
  return (
    <>
      {may(me, 'tickets') && (
        <RelatedList
          object="ticket"
          field="lead"
          id={record.id}
          title={t('nav.tickets')}
          empty={t('lead.tickets.none')}
          make={record['deleted'] === true ? undefined : { label: t('tickets.new'), given: { ...known, lead } }}
        />
      )}
      <Relations {...panel} />
    </>
  )
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
