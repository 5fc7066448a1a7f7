import '@/i18n/packs/accounts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { metaQuery } from '@/api/records'
import { may, mayDo } from '@/api/rights'
import type { Ref } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { fieldValue } from '@/record/FieldValue'
import { recordHref } from '@/record/links'
import type { PanelProps, RecordKind } from '@/record/page/kind'
import { RelatedList } from '@/record/page/RelatedList'
import { ContactPoints } from '@/record/reached/ContactPoints'
import { Button } from '@/ui/Button'

const NewHoldingDialog = lazy(() => import('./NewHoldingDialog').then((module) => ({ default: module.NewHoldingDialog })))
const NewContactDialog = lazy(() => import('./NewContactDialog').then((module) => ({ default: module.NewContactDialog })))

/// What the page of an account has of its own: the people there, and all that belongs to it.
export const ACCOUNT: RecordKind = { object: 'account', reassign: true, related: true, Below: KindAndState, Facts: ContactPoints, Beside: Belongings }

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
  const account = { object: meta.key, id: record.id, label: String(record[meta.titleField] ?? '') }
  const here = record['deleted'] !== true
  return (
    <>
      {may(me, 'contacts') && (
        <Part
          object="contact"
          account={account}
          title={t('account.people')}
          empty={t('account.people.none')}
          add={t('account.people.add')}
          mayAdd={here && mayDo(me, 'contacts', 'create')}
          fields={['role', 'jobTitle']}
        />
      )}
      {may(me, 'deals') && <RelatedList object="deal" field="account" id={record.id} title={t('nav.deals')} empty={t('account.deals.none')} />}
      {may(me, 'holdings') && (
        <Part
          object="holding"
          account={account}
          title={t('account.holdings')}
          empty={t('account.holdings.none')}
          add={t('account.holdings.add')}
          mayAdd={here && mayDo(me, 'holdings', 'create')}
          fields={['status', 'expiresOn']}
        />
      )}
      {may(me, 'leads') && <RelatedList object="lead" field="account" id={record.id} title={t('nav.leads')} empty={t('account.leads.none')} />}
      {may(me, 'tickets') && <RelatedList object="ticket" field="account" id={record.id} title={t('nav.tickets')} empty={t('account.tickets.none')} make={here ? { label: t('tickets.new'), given: { account } } : undefined} />}
      <RelatedList object="account" field="parent" id={record.id} title={t('account.parts')} empty={t('account.parts.none')} fields={['type']} />
    </>
  )
}

type PartProps = { object: 'contact' | 'holding'; account: Ref; title: string; empty: string; add: string; mayAdd: boolean; fields: readonly string[] }

/// What belongs to an account, and a form that knows already to which one.
function Part({ object, account, title, empty, add, mayAdd, fields }: PartProps) {
  const [adding, setAdding] = useState(false)
  const navigate = useNavigate()
  const { data: meta } = useQuery(metaQuery(object))
  const Form = object === 'contact' ? NewContactDialog : NewHoldingDialog
  return (
    <>
      <RelatedList
        object={object}
        field="account"
        id={account.id}
        title={title}
        empty={empty}
        fields={fields}
        action={
          mayAdd && (
            <Button size="sm" variant="quiet" icon={<Plus size={12} aria-hidden />} onClick={() => setAdding(true)}>
              {add}
            </Button>
          )
        }
      />
      <Suspense>
        {adding && meta && <Form meta={meta} given={{ account }} onClose={() => setAdding(false)} onOpen={({ id }) => void navigate({ to: recordHref(object, id) ?? '.' })} />}
      </Suspense>
    </>
  )
}
