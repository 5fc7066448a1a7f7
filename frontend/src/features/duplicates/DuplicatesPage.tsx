import '@/i18n/packs/duplicates'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { objectsQuery } from '@/api/records'
import { mayDo } from '@/api/rights'
import { useMe } from '@/api/useMe'
import { t, tOr } from '@/i18n/t'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { Pairs } from './Pairs'

/// Pairs of records that may be one, object by object: compared and merged, or set aside.
export function DuplicatesPage() {
  const me = useMe()
  const { object: wanted } = useSearch({ from: '/shell/duplicates' })
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(objectsQuery)
  const objects = (data ?? []).filter(({ plural }) => mayDo(me, plural, 'merge'))
  const object = objects.find(({ key }) => key === wanted) ?? objects[0]
  if (object === undefined) {
    return (
      <Page title={t('nav.duplicates')}>
        {data && <EmptyState kind="noRights" title={t('page.noRights')} text={t('page.noRights.text')} />}
        {data === undefined && error !== null && (
          <div className="p-4">
            <ProblemAlert error={error} onRetry={() => void refetch()} />
          </div>
        )}
      </Page>
    )
  }
  const choice = objects.length > 1 && (
    <Segmented
      label={t('duplicates.objects')}
      value={object.key}
      options={objects.map(({ key, plural, label }) => ({ value: key, label: tOr(`nav.${plural}`, label) }))}
      onChange={(key) => void navigate({ to: '/duplicates', search: { object: key }, replace: true })}
    />
  )
  return <Pairs key={object.key} object={object.key} choice={choice} />
}
