import '@/i18n/packs/rating'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { isProblem } from '@/api/problem'
import { dateTime } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'
import { TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { SkeletonRows } from '@/ui/Skeleton'
import { type Asked, rate, ratingQuery } from './queries'

const STEPS = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))
const LIKELIHOODS = Array.from({ length: 11 }, (_, value) => ({ value: String(value), label: String(value) }))
const LONGEST = 2000

/// Where a customer says how his ticket was solved, without an account. The token stands behind `#` and is wiped from the
/// address once it was read, so that it is in no log, no history and no Referer.
export function RatePage() {
  const [token] = useState(() => window.location.hash.slice(1))
  const { data, error, refetch } = useQuery(ratingQuery(token))
  useEffect(() => {
    window.history.replaceState(window.history.state, '', window.location.pathname)
    document.title = t('rating.title')
  }, [])
  if (data) return <RateForm token={token} asked={data} />
  if (error === null)
    return (
      <Sheet title={t('rating.title')}>
        <SkeletonRows rows={3} />
      </Sheet>
    )
  const dead = isProblem(error) && error.code.startsWith('RATING_LINK_')
  return (
    <Sheet title={t(dead ? 'rating.dead' : 'rating.title')}>{dead ? <ProblemAlert error={error} /> : <ProblemAlert error={error} onRetry={() => void refetch()} />}</Sheet>
  )
}

function RateForm({ token, asked }: { token: string; asked: Asked }) {
  const [satisfaction, setSatisfaction] = useState(String(asked.satisfaction ?? ''))
  const [nps, setNps] = useState(String(asked.nps ?? ''))
  const [remark, setRemark] = useState(asked.remark ?? '')
  const [checked, setChecked] = useState(false)
  const send = useMutation({
    mutationFn: () => rate(token, Number(satisfaction), nps === '' ? null : Number(nps), remark.trim() === '' ? null : remark.trim()),
    meta: { shown: true },
  })
  const missing = checked && satisfaction === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (satisfaction !== '' && !send.isPending) send.mutate()
  }
  return (
    <Sheet title={t('rating.title')} lead={asked.company}>
      <p className="mb-5 [overflow-wrap:anywhere]">
        <bdi className="font-medium">{asked.title}</bdi> <span className="text-ink-3">{asked.number}</span>
      </p>
      {send.isSuccess ? (
        <div className="flex flex-col items-start gap-4">
          <p role="status">{t('rating.thanks', { satisfaction })}</p>
          <Button onClick={() => send.reset()}>{t('rating.change')}</Button>
        </div>
      ) : (
        <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
          <ProblemAlert error={send.error} />
          <div className="flex flex-col gap-1">
            <Segmented fill label={t('rating.how')} options={STEPS} value={satisfaction} onChange={setSatisfaction} />
            <p className="flex justify-between gap-4 text-12 text-ink-2" aria-hidden="true">
              <span>{t('rating.worst')}</span>
              <span>{t('rating.best')}</span>
            </p>
            {missing && (
              <p role="alert" className="text-12 text-bad">
                {t('rating.missing')}
              </p>
            )}
          </div>
          <div className="flex flex-col gap-1">
            <p className="font-medium">
              {t('rating.recommend')} <span className="font-normal text-ink-3">{t('field.optional')}</span>
            </p>
            <Segmented fill tight label={t('rating.recommend.how')} options={LIKELIHOODS} value={nps} onChange={setNps} />
            <p className="flex justify-between gap-4 text-12 text-ink-2" aria-hidden="true">
              <span>{t('rating.never')}</span>
              <span>{t('rating.surely')}</span>
            </p>
          </div>
          <Field label={t('rating.remark')} optional>
            <TextArea value={remark} maxLength={LONGEST} onChange={(event) => setRemark(event.target.value)} />
          </Field>
          <Button type="submit" variant="primary" size="lg" busy={send.isPending}>
            {t('rating.send')}
          </Button>
          <p className="text-12 text-ink-2">{t('rating.until', { when: dateTime(asked.until) })}</p>
        </form>
      )}
    </Sheet>
  )
}

/// The customer deals with a company, not with its tool: that is whose name stands here.
function Sheet({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-canvas px-4 py-8 sm:justify-center">
      <div className="w-full max-w-95 rounded-sheet border border-line bg-surface p-5 shadow-lift sm:p-7">
        {lead !== undefined && (
          <p className="text-ink-2">
            <bdi>{lead}</bdi>
          </p>
        )}
        <h1 className="mb-4 text-20 font-semibold">{title}</h1>
        {children}
      </div>
    </main>
  )
}
