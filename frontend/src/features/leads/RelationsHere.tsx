import '@/i18n/packs/leadForm'
import { Link } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import type { Ref } from '@/api/types'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { isPerson } from '@/record/values'
import type { findDuplicates } from './queries'

export function RelationsHere({ previous, others }: { previous: Ref | null; others: Awaited<ReturnType<typeof findDuplicates>> }) {
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
