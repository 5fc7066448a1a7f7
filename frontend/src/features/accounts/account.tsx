import '@/i18n/packs/accounts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { metaQuery } from '@/api/records'
import { may, mayDo } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { RelatedList } from '@/record/page/RelatedList'
import { ContactPoints } from '@/record/reached/ContactPoints'
import { Button } from '@/ui/Button'

const NewContactDialog = lazy(() => import('./NewContactDialog').then((module) => ({ default: module.NewContactDialog })))

/// What the page of an account has of its own: the people there, and all that belongs to it.
export const ACCOUNT: RecordKind = { object: 'account', reassign: true, Below: KindAndState, Facts: ContactPoints, Beside: Belongings }

function KindAndState({ meta, record }: PanelProps) {
  return (
    <>
      {meta.fields.filter(({ key }) => key === 'type' || key === 'status').map((field) => (
        <span key={field.key}>{fieldValue(field, record[field.key])}</span>
      ))}
    </>
  )
}

function Belongings({ meta, record }: PanelProps) {
  const me = useMe()
  return (
    <>
      {may(me, 'contacts') && <People account={{ object: meta.key, id: record.id, label: String(record[meta.titleField] ?? '') }} mayAdd={mayDo(me, 'contacts', 'create') && record['deleted'] !== true} />}
      {may(me, 'deals') && <RelatedList object="deal" field="account" id={record.id} title={t('nav.deals')} empty={t('account.deals.none')} />}
      <RelatedList object="account" field="parent" id={record.id} title={t('account.parts')} empty={t('account.parts.none')} fields={['type']} />
    </>
  )
}

function People({ account, mayAdd }: { account: { object: string; id: string; label: string }; mayAdd: boolean }) {
  const [adding, setAdding] = useState(false)
  const navigate = useNavigate()
  const { data: meta } = useQuery(metaQuery('contact'))
  return (
    <>
      <RelatedList
        object="contact"
        field="account"
        id={account.id}
        title={t('account.people')}
        empty={t('account.people.none')}
        fields={['role', 'jobTitle']}
        action={
          mayAdd && (
            <Button size="sm" variant="quiet" icon={<Plus size={12} aria-hidden />} onClick={() => setAdding(true)}>
              {t('account.people.add')}
            </Button>
          )
        }
      />
      <Suspense>{adding && meta && <NewContactDialog meta={meta} given={{ account }} onClose={() => setAdding(false)} onOpen={({ id }) => void navigate({ to: '/contacts/$id', params: { id } })} />}</Suspense>
    </>
  )
}
