import '@/i18n/packs/offer'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { received, save } from '@/api/download'
import { isProblem } from '@/api/problem'
import { date, dateTime, money, number, percent } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { Input, TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { accept, decline, type Offer, offerQuery, printed } from './queries'

/// Where a customer reads what is offered and decides, without an account. The token stands behind `#` and is wiped from
/// the address once it was read, so that it is in no log, no history and no Referer.
export function OfferPage() {
  const [token] = useState(() => window.location.hash.slice(1))
  const { data, error, refetch } = useQuery(offerQuery(token))
  useEffect(() => {
    window.history.replaceState(window.history.state, '', window.location.pathname)
    document.title = t('offer.title')
  }, [])
  if (data) return <Sheet token={token} offer={data} />
  if (error === null)
    return (
      <Frame title={t('offer.title')}>
        <SkeletonRows rows={5} />
      </Frame>
    )
  const dead = isProblem(error) && error.code.startsWith('PROPOSAL_LINK_')
  return <Frame title={t(dead ? 'offer.dead' : 'offer.title')}>{dead ? <ProblemAlert error={error} /> : <ProblemAlert error={error} onRetry={() => void refetch()} />}</Frame>
}

function Sheet({ token, offer }: { token: string; offer: Offer }) {
  const print = useMutation({ mutationFn: async () => received(await printed(token), () => undefined), meta: { shown: true }, onSuccess: ({ file, name }) => save(file, name) })
  return (
    <Frame title={offer.title} lead={offer.company}>
      <p className="mb-5 text-ink-2">
        <bdi>{offer.number}</bdi> · {t('offer.revision', { revision: offer.revision })} · {t('offer.until', { day: date(offer.validUntil) })}
      </p>
      {offer.intro && <p className="mb-5 whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">{offer.intro}</p>}
      <Lines offer={offer} />
      <Sums offer={offer} />
      {offer.terms && (
        <section className="mt-5">
          <h2 className="mb-1 font-semibold">{t('offer.terms')}</h2>
          <p className="whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]" dir="auto">{offer.terms}</p>
        </section>
      )}
      <div className="mt-5 flex flex-col items-start gap-2">
        <Button icon={<FileDown size={16} aria-hidden />} busy={print.isPending} onClick={() => print.mutate()}>
          {t('offer.print')}
        </Button>
        <ProblemAlert error={print.error} />
      </div>
      <div className="mt-6 border-t border-line pt-5">{offer.status === 'sent' ? <Decision token={token} /> : <Decided offer={offer} />}</div>
    </Frame>
  )
}

function Lines({ offer }: { offer: Offer }) {
  const discounted = offer.lines.some(({ discount }) => Number(discount) > 0)
  return (
    <ul className="flex flex-col divide-y divide-line border-y border-line" aria-label={t('offer.lines')}>
      {offer.lines.map((line) => (
        <li key={line.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 py-2.5">
          <bdi className="min-w-0 flex-1 basis-52 font-medium [overflow-wrap:anywhere]">{line.text}</bdi>
          <span className="ms-auto text-end font-medium tabular-nums">
            <bdi>{money(line.net, offer.currency)}</bdi>
          </span>
          <span className="w-full text-12 text-ink-2">
            {t('offer.line', { quantity: number(Number(line.quantity)), unit: line.unit ?? '', price: money(line.unitPrice, offer.currency) })}
            {discounted && Number(line.discount) > 0 && <> · {t('offer.line.discount', { discount: percent(Number(line.discount)) })}</>}
            {typeof line.tax === 'string' && <> · {t('offer.line.tax', { tax: percent(Number(line.tax)) })}</>}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Sums({ offer }: { offer: Offer }) {
  const { sums, currency } = offer
  const rows: [string, string][] = [
    ...(Number(sums.saved) > 0 ? ([[t('offer.gross'), sums.gross], [t('offer.saved'), sums.saved]] as [string, string][]) : []),
    ...(Number(sums.tax) > 0 ? ([[t('offer.net'), sums.net], [t('offer.tax'), sums.tax]] as [string, string][]) : []),
  ]
  return (
    <dl className="mt-3 grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 text-end tabular-nums">
      {rows.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-ink-2">{label}</dt>
          <dd>
            <bdi>{money(value, currency)}</bdi>
          </dd>
        </div>
      ))}
      <dt className="text-16 font-semibold">{t('offer.total')}</dt>
      <dd className="text-16 font-semibold">
        <bdi>{money(sums.total, currency)}</bdi>
      </dd>
    </dl>
  )
}

/// A name makes it an acceptance, a reason a refusal.
function Decision({ token }: { token: string }) {
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [refusing, setRefusing] = useState(false)
  const [checked, setChecked] = useState(false)
  const decide = useMutation({
    mutationFn: () => (refusing ? decline(token, name.trim(), reason.trim()) : accept(token, name.trim())),
    meta: { shown: true },
    onSuccess: (offer) => queries.setQueryData(offerQuery(token).queryKey, offer),
  })
  const missing = refusing ? reason.trim() === '' : name.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!missing && !decide.isPending) decide.mutate()
  }
  const turn = (to: boolean) => {
    setRefusing(to)
    setChecked(false)
    decide.reset()
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      <ProblemAlert error={decide.error} />
      <Field label={t('offer.name')} optional={refusing} hint={refusing ? undefined : t('offer.name.hint')} error={checked && missing && !refusing ? t('offer.name.missing') : undefined}>
        <Input value={name} maxLength={200} autoComplete="name" onChange={(event) => setName(event.target.value)} />
      </Field>
      {refusing && (
        <Field label={t('offer.reason')} error={checked && missing ? t('offer.reason.missing') : undefined}>
          <TextArea value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
        </Field>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant={refusing ? 'danger' : 'primary'} size="lg" busy={decide.isPending}>
          {t(refusing ? 'offer.decline' : 'offer.accept')}
        </Button>
        <Button variant="quiet" size="lg" onClick={() => turn(!refusing)}>
          {t(refusing ? 'offer.back' : 'offer.decline.instead')}
        </Button>
      </div>
      <p className="text-12 text-ink-2">{t('offer.kept')}</p>
    </form>
  )
}

function Decided({ offer }: { offer: Offer }) {
  const when = offer.decidedAt ? dateTime(offer.decidedAt) : ''
  return (
    <p role="status" className="font-medium">
      {offer.status === 'accepted' ? t('offer.accepted', { name: offer.decidedName ?? '', when }) : t('offer.declined', { when })}
    </p>
  )
}

/// The customer deals with a company, not with its tool: that is whose name stands here.
function Frame({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-canvas px-3 py-6 sm:px-4 sm:py-10">
      <div className="w-full max-w-2xl rounded-sheet border border-line bg-surface p-4 shadow-lift sm:p-7">
        {lead !== undefined && (
          <p className="text-ink-2">
            <bdi>{lead}</bdi>
          </p>
        )}
        <h1 className="mb-1 text-20 font-semibold [overflow-wrap:anywhere]" dir="auto">
          {title}
        </h1>
        {children}
      </div>
    </main>
  )
}
