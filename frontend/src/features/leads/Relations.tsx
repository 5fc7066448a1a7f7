import '@/i18n/packs/leadForm'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import type { PanelProps } from '@/record/page/kind'
import { isPerson, isRef } from '@/record/values'
import { findDuplicates } from './queries'

/// The lead before this one, and others with the same phone or e-mail.
export function Relations({ record: lead }: PanelProps) {
  const { data: twins = [] } = useQuery({
    queryKey: ['lead', 'duplicates', lead.id, lead['phone'], lead['email']],
    enabled: plain(lead['phone']) !== null || plain(lead['email']) !== null,
    queryFn: ({ signal }) =>
      findDuplicates(
        {
          ...(plain(lead['phone']) !== null && { phone: plain(lead['phone']) ?? '' }),
          ...(plain(lead['email']) !== null && { email: plain(lead['email']) ?? '' }),
          exclude: lead.id,
        },
        signal,
      ),
    staleTime: 60_000,
  })
  const previous = isRef(lead['previousLead']) ? lead['previousLead'] : null
  const others = twins.filter((twin) => twin.id !== lead.id)
  if (!previous && others.length === 0) return null
  return (
    <section aria-label={t('lead.related')}>
      <h2 className="mb-1.5 flex items-center gap-1.5 text-12 font-medium text-ink-3">
        <Copy size={12} aria-hidden />
        {t('lead.related')}
      </h2>
      <ul className="flex flex-col gap-1.5">
        {previous && (
          <li>
            <Link to={recordHref('lead', previous.id) ?? '.'} className="font-medium hover:underline">
              <bdi>{previous.label || t('lead.previous')}</bdi>
            </Link>
            <span className="block text-12 text-ink-3">{t('lead.previous')}</span>
          </li>
        )}
        {others.map((twin) => {
          const href = twin.visible ? recordHref('lead', twin.id) : null
          const owner = isPerson(twin.owner) ? twin.owner.name : twin.owner
          return (
            <li key={twin.number}>
              {href === null ? (
                <span className="font-medium">{twin.number}</span>
              ) : (
                <Link to={href} className="font-medium hover:underline">
                  <bdi>{twin.title || twin.number}</bdi>
                </Link>
              )}
              <span className="block text-12 text-ink-3">
                {twin.visible ? t('leads.duplicate.with', { number: twin.number, owner: owner || t('word.none') }) : t('leads.duplicate.hidden', { owner: owner || t('word.none') })}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/// A value that is not masked.
const plain = (value: unknown): string | null => (typeof value === 'string' && value !== '' && !value.includes('•') ? value : null)
