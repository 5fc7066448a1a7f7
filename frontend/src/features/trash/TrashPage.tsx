import '@/i18n/packs/trash'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useMe } from '@/api/useMe'
import { mayDo } from '@/api/rights'
import { objectsQuery } from '@/api/records'
import { t, tOr } from '@/i18n/t'
import { Trash } from '@/grid/Trash'
import { recordHref } from '@/record/links'
import { EmptyState } from '@/ui/EmptyState'
import { Page } from '@/ui/Page'
import { Segmented } from '@/ui/Segmented'

/// What was deleted, object by object, and the way back.
export function TrashPage() {
  const me = useMe()
  const { object: wanted } = useSearch({ from: '/shell/trash' })
  const navigate = useNavigate()
  const router = useRouter()
  const { data } = useQuery(objectsQuery)
  const objects = (data ?? []).filter(({ plural }) => mayDo(me, plural, 'delete'))
  const object = objects.find(({ key }) => key === wanted) ?? objects[0]
  return (
    <Page
      title={t('trash.title')}
      fixed
      toolbar={
        objects.length > 1 && object !== undefined ? (
          <div className="border-b border-line px-3 py-2">
            <Segmented
              label={t('trash.objects')}
              value={object.key}
              options={objects.map(({ key, plural, label }) => ({ value: key, label: tOr(`nav.${plural}`, label) }))}
              onChange={(key) => void navigate({ to: '/trash', search: { object: key }, replace: true })}
            />
          </div>
        ) : undefined
      }
    >
      {data && object === undefined && <EmptyState kind="noRights" title={t('page.noRights')} text={t('page.noRights.text')} />}
      {object && (
        <Trash
          key={object.key}
          object={object.key}
          hrefOf={(row) => recordHref(object.key, row.id)}
          onOpen={(row) => {
            const href = recordHref(object.key, row.id)
            if (href !== null) router.history.push(href)
          }}
        />
      )}
    </Page>
  )
}
