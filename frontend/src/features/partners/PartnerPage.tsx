import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft, EllipsisVertical, History, RotateCcw, Trash2 } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { partnersPeopleQuery } from '@/api/people'
import { isProblem } from '@/api/problem'
import { deleteRecord, directoryQuery, metaQuery, pathOf, restoreRecord } from '@/api/records'
import { may } from '@/api/rights'
import type { DirectoryUser, ObjectMeta, RecordView } from '@/api/types'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/partners'
import { t } from '@/i18n/t'
import { Facts } from '@/record/facts/Facts'
import { RecordSkeleton } from '@/record/RecordSkeleton'
import { removeRow } from '@/record/rows'
import { Timeline } from '@/record/timeline/Timeline'
import { useFieldPatch } from '@/record/useFieldPatch'
import { useRecord } from '@/record/useRecord'
import { Button, IconButton } from '@/ui/Button'
import { EmptyState } from '@/ui/EmptyState'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { undoOf } from '@/record/takeBack'
import { toast } from '@/ui/toast'

const ConflictDialog = lazy(() => import('@/record/ConflictDialog').then((module) => ({ default: module.ConflictDialog })))
const HistorySheet = lazy(() => import('@/record/HistorySheet').then((module) => ({ default: module.HistorySheet })))

const BACK = '/partners'

export function PartnerPage() {
  const { id } = useParams({ from: '/shell/partners/$id' })
  const { data: meta } = useSuspenseQuery(metaQuery('partner'))
  const { data: users = [] } = useQuery(directoryQuery)
  const { data: partner, error, refetch, changed } = useRecord('partner', pathOf(meta), id)

  if (partner) return <Partner key={id} meta={meta} partner={partner} users={users} changed={changed} />
  if (error === null) return <RecordSkeleton />
  const gone = isProblem(error) && (error.status === 404 || error.status === 400)
  return (
    <Page title={gone ? t('partner.gone') : t('nav.partners')} reading={!gone}>
      {gone ? (
        <EmptyState
          kind="noRights"
          title={t('partner.gone')}
          text={t('partner.gone.text')}
          action={
            <Link to={BACK} className="font-medium text-accent underline underline-offset-2">
              {t('partner.back')}
            </Link>
          }
        />
      ) : (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  )
}

type Props = { meta: ObjectMeta; partner: RecordView; users: readonly DirectoryUser[]; changed: ReadonlySet<string> }

function Partner({ meta, partner, users, changed }: Props) {
  const me = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const path = pathOf(meta)
  const note = useRef<HTMLTextAreaElement>(null)
  const [history, setHistory] = useState(false)
  const { save, conflict, resolve } = useFieldPatch('partner', path)
  const deleted = partner['deleted'] === true
  const shown: RecordView = deleted && partner.can ? { ...partner, can: { ...partner.can, update: false } } : partner
  const reload = () => queries.invalidateQueries({ queryKey: ['partner'] })
  const restore = useMutation({
    mutationFn: () => restoreRecord(path, partner.id),
    onSuccess: () => {
      toast(t('partner.restored'))
      void reload()
    },
  })
  const remove = useMutation({
    mutationFn: () => deleteRecord(path, partner.id, partner.version),
    onSuccess: async (changeSet) => {
      removeRow(queries, 'partner', partner.id)
      await navigate({ to: BACK })
      void reload()
      toast(t('partner.deleted'), undoOf(queries, changeSet))
    },
  })
  return (
    <Page
      title={String(partner[meta.titleField] || t('grid.untitled'))}
      lead={
        <Link to={BACK} aria-label={t('partner.back')} title={t('partner.back')} className="-ms-2 flex size-hit-dense items-center justify-center rounded-control text-ink-2 hover:bg-hover">
          <ArrowLeft size={16} className="mirror" aria-hidden />
        </Link>
      }
      actions={
        <Menu
          trigger={
            <IconButton label={t('partner.more')}>
              <EllipsisVertical size={16} aria-hidden />
            </IconButton>
          }
        >
          <MenuItem icon={<History size={16} aria-hidden />} onSelect={() => setHistory(true)}>
            {t('history.title')}
          </MenuItem>
          {!deleted && partner.can?.delete && (
            <>
              <MenuSeparator />
              <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => remove.mutate()}>
                {t('partner.delete')}
              </MenuItem>
            </>
          )}
        </Menu>
      }
      toolbar={
        deleted ? (
          <div role="status" className="flex items-center gap-3 bg-warn-soft px-4 py-2 text-warn">
            <Trash2 size={16} aria-hidden />
            <span className="flex-1 font-medium">{t('partner.inTrash')}</span>
            <Button size="sm" busy={restore.isPending} icon={<RotateCcw size={14} aria-hidden />} onClick={() => restore.mutate()}>
              {t('partner.restore')}
            </Button>
          </div>
        ) : undefined
      }
    >
      <div className="grid items-start gap-6 p-4 lg:grid-cols-[320px_minmax(0,1fr)]">
        <div className="flex flex-col gap-6">
          <section aria-label={t('partner.facts')}>
            <Facts meta={meta} record={shown} users={users} currency={me.tenant.currency} omit={[]} changed={changed} onSave={(field, value) => void save(partner, field, value)} />
          </section>
          {may(me, 'leads') && (
            <section>
              <h2 className="mb-1.5 text-12 font-medium text-ink-3">{t('nav.leads')}</h2>
              <Link
                to="/leads"
                search={{ filter: { field: 'partner', op: 'eq', value: partner.id } }}
                className="font-medium text-accent underline underline-offset-2"
              >
                {t('partner.leads')}
              </Link>
            </section>
          )}
          {may(me, 'users') && <People partner={partner.id} />}
        </div>
        <Timeline meta={meta} path={path} id={partner.id} users={users} mayWrite={shown.can?.update ?? false} field={note} />
      </div>
      <Suspense>
        {conflict && <ConflictDialog conflict={conflict} onResolve={resolve} />}
        {history && <HistorySheet meta={meta} path={path} record={shown} onRestore={(field, value) => void save(partner, field, value)} onClose={() => setHistory(false)} />}
      </Suspense>
    </Page>
  )
}

/// Who signs in for the firm, and how much of it they see.
function People({ partner }: { partner: string }) {
  const { data, error, isPending } = useQuery(partnersPeopleQuery(partner))
  if (isPending) return null
  return (
    <section aria-labelledby="partner-people">
      <h2 id="partner-people" className="mb-1.5 text-12 font-medium text-ink-3">
        {t('partner.people')}
      </h2>
      {error !== null && <ProblemAlert error={error} />}
      {data?.length === 0 && <p className="text-ink-3">{t('partner.people.none')}</p>}
      <ul className="flex flex-col">
        {data?.map((user) => (
          <li key={user.id} className="flex min-h-9 flex-wrap items-baseline gap-x-2 border-b border-line py-1.5 last:border-b-0">
            <Link to="/users" search={{ user: user.id, q: user.name }} className="font-medium text-accent">
              <bdi>{user.name}</bdi>
            </Link>
            <span className="text-12 text-ink-3">{t(user.dataVisibility === 'partner' ? 'partner.people.whole' : 'partner.people.own')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
