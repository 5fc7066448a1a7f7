import '@/i18n/packs/conversion'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { isProblem } from '@/api/problem'
import { fieldProblem } from '@/api/problems'
import { metaQuery, pathOf } from '@/api/records'
import type { ObjectMeta, RecordView, Ref, Schemas } from '@/api/types'
import { t } from '@/i18n/t'
import { RecordPicker } from '@/record/RecordPicker'
import { transitionsQuery } from '@/record/status/transitions'
import { undoOf } from '@/record/takeBack'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { conversionQuery, convertLead } from './queries'

type Props = {
  meta: ObjectMeta
  lead: RecordView
  /// Asks even where nothing needs an answer.
  choose: boolean
  onClose: () => void
}

/// Makes of the lead what it would become anyway, at once, as it can be taken back. Where others exist already it might
/// be one of, or the server refuses, every part is shown and can be another.
export function ConvertDialog({ meta, lead, choose, onClose }: Props) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const title = String(lead[meta.titleField] ?? '')
  const { data: suggestion, error, isFetching } = useQuery(conversionQuery(lead.id))
  const { mutate, ...convert } = useMutation({
    mutationFn: (wish: Wish) => convertLead(lead.id, { version: lead.version, ...wish }),
    meta: { shown: true },
    onSuccess: ({ data, changeSet }) => {
      for (const object of ['lead', 'account', 'contact', 'deal', 'task']) void queries.invalidateQueries({ queryKey: [object] })
      onClose()
      toast(t('lead.convert.done', { name: title }), { ...undoOf(queries, changeSet), action: { label: t('lead.convert.open'), run: () => void navigate({ to: '/accounts/$id', params: { id: data.account } }) } })
    },
  })
  const plain = !choose && suggestion !== undefined && !suggestion.account.existing && !suggestion.contact.existing
  const begun = useRef(false)
  useEffect(() => {
    if (!plain || isFetching || begun.current) return
    begun.current = true
    mutate(asSuggested(suggestion))
  }, [plain, isFetching, suggestion, mutate])
  if (!choose && error === null && convert.error === null && (plain || suggestion === undefined)) return null
  if (suggestion) return <Form meta={meta} lead={lead} title={title} suggestion={suggestion} error={convert.error} busy={convert.isPending} onConvert={mutate} onClose={onClose} />
  return (
    <FormDialog title={t('lead.convert.title', { name: title })} description={t('lead.convert.text')} dirty={false} submit={t('lead.convert.do')} canSubmit={false} onSubmit={onClose} onClose={onClose}>
      {error === null ? <SkeletonRows rows={5} /> : <ProblemAlert error={error} />}
    </FormDialog>
  )
}

type Wish = Omit<Schemas['Conversion'], 'version'>

const asSuggested = ({ account, contact, deal }: Schemas['Suggestion']): Wish => ({
  account: { name: account.name, type: account.type },
  withContact: true,
  contact: { firstName: contact.firstName ?? '', lastName: contact.lastName ?? '' },
  ...(deal && { deal: { title: deal.title } }),
})

const known = (object: string, of: Schemas['Known'] | undefined): Ref | null => (of ? { object, id: of.id, label: of.title } : null)

type FormProps = Omit<Props, 'choose'> & { title: string; suggestion: Schemas['Suggestion']; error: unknown; busy: boolean; onConvert: (wish: Wish) => void }

function Form({ meta, lead, title, suggestion, error, busy, onConvert, onClose }: FormProps) {
  const { data: accounts } = useQuery(metaQuery('account'))
  const { data: options = [] } = useQuery(transitionsQuery(meta.key, pathOf(meta), lead.id))
  const won = options.filter((option) => option.group === 'won' && option.allowed)
  const [account, setAccount] = useState(known('account', suggestion.account.existing))
  const [name, setName] = useState(suggestion.account.name)
  const [type, setType] = useState(suggestion.account.type)
  const [contact, setContact] = useState(known('contact', suggestion.contact.existing))
  const [first, setFirst] = useState(suggestion.contact.firstName ?? '')
  const [last, setLast] = useState(suggestion.contact.lastName ?? '')
  const [person, setPerson] = useState(true)
  const [deal, setDeal] = useState(suggestion.deal !== undefined)
  const [dealTitle, setDealTitle] = useState(suggestion.deal?.title ?? '')
  const [status, setStatus] = useState<string | null>(null)
  const submit = () =>
    onConvert({
      account: account ? { id: account.id } : { name, type },
      withContact: person,
      ...(person && { contact: contact ? { id: contact.id } : { firstName: first, lastName: last } }),
      ...(suggestion.deal && deal && { deal: { title: dealTitle } }),
      ...(status !== null && { status }),
    })
  return (
    <FormDialog
      title={t('lead.convert.title', { name: title })}
      description={t('lead.convert.text')}
      dirty={false}
      busy={busy}
      submit={t('lead.convert.do')}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        {isProblem(error, 'CONTACT_POINT_TAKEN') ? <p role="alert" className="rounded-card bg-warn-soft px-3 py-2.5 text-warn">{t('lead.convert.taken')}</p> : <ProblemAlert error={error} fields={['account/name', 'firstName']} />}
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-1 font-semibold">{t('lead.convert.account')}</legend>
          <Field label={t('lead.convert.existing')} optional>
            <RecordPicker label={t('lead.convert.existing')} object="account" value={account} placeholder={t('lead.convert.new')} onChange={setAccount} />
          </Field>
          {account === null && (
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label={t('lead.convert.accountName')} error={fieldProblem(error, 'account/name')}>
                <Input required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
              </Field>
              <Field label={t('lead.convert.accountType')}>
                <Select label={t('lead.convert.accountType')} options={accounts?.fields.find(({ key }) => key === 'type')?.options ?? []} value={type} onChange={(picked) => setType(picked ?? type)} />
              </Field>
            </div>
          )}
        </fieldset>
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-1 font-semibold">{t('lead.convert.contact')}</legend>
          <Check label={t('lead.convert.noContact')} checked={!person} onChange={(none) => setPerson(!none)} />
          {person && (
            <>
              <Field label={t('lead.convert.existing')} optional>
                <RecordPicker label={t('lead.convert.existing')} object="contact" value={contact} placeholder={t('lead.convert.new')} onChange={setContact} />
              </Field>
              {contact === null && (
                <div className="grid gap-3 sm:grid-cols-2">
                  <Field label={t('lead.convert.firstName')} error={fieldProblem(error, 'firstName')}>
                    <Input maxLength={99} value={first} onChange={(event) => setFirst(event.target.value)} />
                  </Field>
                  <Field label={t('lead.convert.lastName')} optional>
                    <Input maxLength={99} value={last} onChange={(event) => setLast(event.target.value)} />
                  </Field>
                </div>
              )}
            </>
          )}
        </fieldset>
        {suggestion.deal && (
          <fieldset className="flex flex-col gap-3">
            <Check label={t('lead.convert.deal')} checked={deal} onChange={setDeal} />
            {deal && (
              <Field label={t('lead.convert.dealTitle')}>
                <Input maxLength={200} value={dealTitle} onChange={(event) => setDealTitle(event.target.value)} />
              </Field>
            )}
          </fieldset>
        )}
        {won.length > 0 && (
          <Field label={t('lead.convert.status')} optional>
            <Select
              label={t('lead.convert.status')}
              options={won.map((option) => ({ value: option.to, label: option.label }))}
              placeholder={t('lead.convert.stays')}
              clearable
              value={status}
              onChange={setStatus}
            />
          </Field>
        )}
      </div>
    </FormDialog>
  )
}

function Check({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex h-hit items-center gap-2">
      <input type="checkbox" className="accent-(--solid)" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}
