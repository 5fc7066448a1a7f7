import { useQuery } from '@tanstack/react-query'
import { AtSign, Pencil, Phone } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import type { PanelProps } from '../page/kind'
import { contactPointsQuery } from './queries'

const ContactPointsDialog = lazy(() => import('./ContactPointsDialog').then((module) => ({ default: module.ContactPointsDialog })))

/// Every number and address of a record; the facts show only the main ones.
export function ContactPoints({ meta, record }: PanelProps) {
  const { data: points = [] } = useQuery(contactPointsQuery(meta, record.id))
  const [editing, setEditing] = useState(false)
  // Whoever sees numbers masked would write the mask back.
  const clear = meta.fields.filter((field) => field.key === 'phone' || field.key === 'email').every((field) => field.visibility === 'clear')
  const mayEdit = clear && (record.can?.update ?? false)
  if (points.length === 0 && !mayEdit) return null
  return (
    <section aria-labelledby="contact-points">
      <div className="mb-1.5 flex items-center justify-between gap-2">
        <h2 id="contact-points" className="text-12 font-medium text-ink-3">
          {t('contacts.title')}
        </h2>
        {mayEdit && (
          <Button size="sm" variant="quiet" icon={<Pencil size={12} aria-hidden />} onClick={() => setEditing(true)}>
            {t('contacts.edit')}
          </Button>
        )}
      </div>
      <ul className="flex flex-col gap-1">
        {points.map((point) => (
          <li key={`${point.kind} ${point.value}`} className="flex min-w-0 items-center gap-2">
            {point.kind === 'email' ? <AtSign size={14} className="text-ink-3" aria-hidden /> : <Phone size={14} className="text-ink-3" aria-hidden />}
            <bdi className="truncate">{point.value}</bdi>
            {point.primary && <Badge>{t('contacts.primary')}</Badge>}
          </li>
        ))}
      </ul>
      <Suspense>{editing && <ContactPointsDialog meta={meta} record={record} title={String(record[meta.titleField] ?? '')} points={points} onClose={() => setEditing(false)} />}</Suspense>
    </section>
  )
}
