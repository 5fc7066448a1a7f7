import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { api, dataOf } from '@/api/client'
import { isProblem } from '@/api/problem'
import { pathOf } from '@/api/records'
import { twins } from '@/api/spine'
import type { Schemas } from '@/api/types'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import type { HintProps } from '@/record/NewRecordDialog'

type Holder = Schemas['Holder']
type Asked = { name: string; phone: string; email: string }

const PAUSE_MS = 350
const NOTHING: Asked = { name: '', phone: '', email: '' }

/// Who has this name, number or address already: asked after a pause in typing, and told when saving was refused.
export function Twins({ meta, values, error, onFollow }: HintProps) {
  const refused = isProblem(error, 'CONTACT_POINT_TAKEN') ? ((error.body['holders'] as Holder[] | undefined) ?? []) : []
  const typed = useTyped(values)
  const { data: found = [] } = useQuery({
    queryKey: [meta.key, 'duplicates', typed],
    queryFn: ({ signal }) => dataOf(api.POST(twins(pathOf(meta)), { body: Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== '')), signal })),
    enabled: Object.values(typed).some((value) => value !== ''),
    placeholderData: keepPreviousData,
  })
  const holders = refused.length > 0 ? refused : typed === NOTHING ? [] : found
  return (
    // Stays in sight at the lower edge: on a phone the fields below would hide it.
    <div role="status" className="sticky bottom-0">
      {holders.length > 0 && (
        <div className="rounded-card bg-warn-soft px-3 py-2.5 text-warn">
          <p className="flex items-start gap-2 font-medium">
            <TriangleAlert size={16} className="mt-0.5" aria-hidden />
            {refused.length > 0 ? t('twins.refused') : t('twins.warning', { count: holders.length })}
          </p>
          <ul className="mt-1.5 flex flex-col gap-1 ps-6 text-ink">
            {holders.map((holder, at) => (
              <Twin key={holder.id ?? at} holder={holder} onFollow={onFollow} />
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function Twin({ holder, onFollow }: { holder: Holder; onFollow: () => void }) {
  const href = recordHref(holder.object, holder.id)
  const owner = holder.owner?.name ?? t('word.none')
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      {href === null ? (
        <span>{t('twins.hidden', { owner })}</span>
      ) : (
        <>
          <Link to={href} className="font-medium underline underline-offset-2" onClick={onFollow}>
            <bdi>{holder.title}</bdi>
          </Link>
          <span className="text-12 text-ink-2">{t('twins.owner', { owner })}</span>
        </>
      )}
    </li>
  )
}

/// What is complete enough to be asked about, once the typing rests.
function useTyped(values: Record<string, unknown>): Asked {
  const text = (key: string) => (typeof values[key] === 'string' ? values[key].trim() : '')
  const name = text('name') || [text('firstName'), text('lastName')].filter(Boolean).join(' ')
  const phone = text('phone').replace(/\D/g, '').length >= 6 ? text('phone') : ''
  const email = /^\S+@\S+\.\S+$/.test(text('email')) ? text('email') : ''
  const [asked, setAsked] = useState(NOTHING)
  useEffect(() => {
    const next = { name: name.length >= 3 ? name : '', phone, email }
    const timer = setTimeout(() => setAsked(next.name + next.phone + next.email === '' ? NOTHING : next), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [name, phone, email])
  return asked
}
