import { useQuery } from '@tanstack/react-query'
import { impactQuery } from '@/api/fields'
import { t, tOr } from '@/i18n/t'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Skeleton } from '@/ui/Skeleton'

/// How many records hold a value, and what names the field.
export function Usage({ id }: { id: string }) {
  const { data: impact, error, refetch } = useQuery(impactQuery(id))
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!impact) return <Skeleton className="h-10 w-full" />
  return (
    <ul className="flex flex-col gap-1 text-ink-2">
      <li>{t('ownFields.usage.values', { count: impact.values })}</li>
      {impact.uses.map(({ kind, name }) => (
        <li key={`${kind} ${name}`}>
          <bdi>{tOr(`ownFields.usage.${kind}`, name, { name })}</bdi>
        </li>
      ))}
      {impact.views.length > 0 && (
        <li>
          <bdi>{t('ownFields.usage.views', { names: impact.views.join(', ') })}</bdi>
        </li>
      )}
      {impact.uses.length === 0 && <li>{t('ownFields.usage.none')}</li>}
    </ul>
  )
}
