import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowRight, ArrowUp, Ellipsis, FlaskConical, Pencil, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { CreateButton, SettingsPage, useCreate } from '@/actions/SettingsPage'
import { type ApprovalPolicy, changePolicy, createPolicy, deletePolicy, policiesQuery } from '@/api/approvals'
import { directoryQuery, metaQuery } from '@/api/records'
import { may } from '@/api/rights'
import { rolesQuery } from '@/api/roles'
import { useMe } from '@/api/useMe'
import { conditionText } from '@/grid/conditionText'
import { conditionsOf } from '@/grid/filter'
import { money } from '@/i18n/format'
import '@/i18n/packs/approvals'
import '@/i18n/packs/approvalPolicies'
import { t } from '@/i18n/t'
import { approverText } from '@/record/approvals/words'
import { Button, IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { Segmented } from '@/ui/Segmented'
import { toast } from '@/ui/toast'
import { moved } from './steps'

const PolicySheet = lazy(() => import('./PolicySheet').then((module) => ({ default: module.PolicySheet })))
const PolicyTestSheet = lazy(() => import('./PolicyTestSheet').then((module) => ({ default: module.PolicyTestSheet })))

/// What moves through pipelines, or goes out, may need somebody's consent first.
const KINDS = [
  { object: 'deal', label: 'nav.deals', module: 'deals' },
  { object: 'proposal', label: 'nav.proposals', module: 'proposals' },
  { object: 'lead', label: 'nav.leads', module: 'leads' },
  { object: 'ticket', label: 'nav.tickets', module: 'tickets' },
] as const

export function PoliciesPage() {
  const me = useMe()
  const queries = useQueryClient()
  const mayChange = may(me, 'pipelines', 'write')
  const [wanted, setObject] = useState<string | null>(null)
  const kinds = KINDS.filter(({ module }) => may(me, module))
  const object = wanted ?? kinds[0]?.object ?? 'deal'
  const list = useQuery(policiesQuery(object))
  const policies = list.data ?? []
  const [editing, setEditing] = useState<ApprovalPolicy | 'new' | null>(null)
  const [testing, setTesting] = useState(false)
  const [said, setSaid] = useState('')
  const key = policiesQuery(object).queryKey
  const reload = () => queries.invalidateQueries({ queryKey: key })

  const reorder = useMutation({
    mutationFn: async (changed: ApprovalPolicy[]) => {
      for (const policy of changed) await changePolicy(policy, { position: policy.position })
    },
    onSettled: reload,
  })
  const move = (policy: ApprovalPolicy, to: number) => {
    const next = moved(policies, policy.id, to)
    if (next.changed.length === 0) return
    queries.setQueryData(key, next.all)
    setSaid(t('policies.moved', { name: policy.name, place: to + 1, count: next.all.length }))
    reorder.mutate(next.changed)
  }
  const toggle = useMutation({
    mutationFn: (policy: ApprovalPolicy) => changePolicy(policy, { active: !policy.active }),
    onSettled: reload,
  })
  const remove = useMutation({
    mutationFn: deletePolicy,
    onSuccess: (_, { id }) => {
      const gone = policies.find((policy) => policy.id === id)
      if (gone) {
        const { name, filter, steps, active, position, below } = gone
        toast(t('policies.deleted', { name }), { undo: () => createPolicy(object, { name, filter, steps, active, position, below: below ?? null }).then(reload) })
      }
    },
    onSettled: reload,
  })
  const create = useCreate('policy.new', t('policies.new'), mayChange, () => setEditing('new'))

  return (
    <SettingsPage
      title={t('policies.title')}
      text={t('policies.text')}
      cards
      toolbar={
        kinds.length > 1 ? (
          <div className="border-b border-line px-4 py-2">
            <Segmented label={t('policies.objects')} value={object} options={kinds.map((kind) => ({ value: kind.object, label: t(kind.label) }))} onChange={setObject} />
          </div>
        ) : undefined
      }
      actions={
        <Button icon={<FlaskConical size={16} aria-hidden />} onClick={() => setTesting(true)}>
          {t('policies.test')}
        </Button>
      }
      create={<CreateButton create={create} />}
      list={list}
      empty={list.data?.length === 0}
      first={{ title: t('policies.first'), text: t('policies.first.text') }}
      over={
        <>
          <p role="status" className="sr-only">
            {said}
          </p>
          <Suspense>
            {editing && <PolicySheet object={object} policy={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
            {testing && <PolicyTestSheet object={object} onClose={() => setTesting(false)} />}
          </Suspense>
        </>
      }
    >
      <ol aria-label={t('policies.title')} className="flex flex-col gap-2">
        {policies.map((policy, index) => (
          <li key={policy.id} className={cn('flex items-start gap-3 rounded-card border border-line p-3', !policy.active && 'bg-surface-2')}>
            <span aria-hidden="true" className="flex size-7 shrink-0 items-center justify-center rounded-full bg-soft text-12 font-semibold text-soft-ink tabular-nums">
              {index + 1}
            </span>
            <div className="min-w-0 flex-1">
              <h2 className="font-medium">
                {mayChange ? (
                  <button type="button" className="max-w-full truncate text-start hover:underline" onClick={() => setEditing(policy)}>
                    <bdi>{policy.name}</bdi>
                  </button>
                ) : (
                  <bdi>{policy.name}</bdi>
                )}
              </h2>
              <PolicyText object={object} policy={policy} />
            </div>
            {mayChange && (
              <Menu
                trigger={
                  <IconButton label={t('policies.menu', { name: policy.name })} size="sm">
                    <Ellipsis size={16} aria-hidden />
                  </IconButton>
                }
              >
                <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={() => setEditing(policy)}>
                  {t('word.edit')}
                </MenuItem>
                <MenuItem icon={<ArrowUp size={16} aria-hidden />} disabled={index === 0} onSelect={() => move(policy, index - 1)}>
                  {t('policies.earlier')}
                </MenuItem>
                <MenuItem icon={<ArrowDown size={16} aria-hidden />} disabled={index === policies.length - 1} onSelect={() => move(policy, index + 1)}>
                  {t('policies.later')}
                </MenuItem>
                <MenuItem onSelect={() => toggle.mutate(policy)}>{t(policy.active ? 'policies.turnOff' : 'policies.turnOn')}</MenuItem>
                <MenuSeparator />
                <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => remove.mutate(policy)}>
                  {t('word.delete')}
                </MenuItem>
              </Menu>
            )}
          </li>
        ))}
      </ol>
      <p className="mt-3 ps-3 text-ink-3">{t('policies.otherwise')}</p>
    </SettingsPage>
  )
}

/// "Every record, from 10,000.00 € → manager → Administrator".
function PolicyText({ object, policy }: { object: string; policy: ApprovalPolicy }) {
  const { data: meta } = useQuery(metaQuery(object))
  const { data: users = [] } = useQuery(directoryQuery)
  const me = useMe()
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: may(me, 'roles') })
  const conditions = conditionsOf(policy.filter)
  const words = meta
    ? conditions.map((node) => {
        const { field, operator, value } = conditionText(meta, node, users)
        return [field, operator, value].filter(Boolean).join(' ')
      })
    : []
  const name = (step: ApprovalPolicy['steps'][number]) => (step.approver.type === 'user' ? userName(step.approver.userId) : undefined)
  const userName = (id: string) => users.find((user) => user.id === id)?.name
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-ink-2">
      <bdi>{conditions.length === 0 ? t('policies.everyRecord') : words.join(` ${t('policies.and')} `)}</bdi>
      {policy.below && <bdi>{t('policies.from', { amount: money(policy.below.amount, policy.below.currency) })}</bdi>}
      {policy.steps.map((step, index) => (
        // Steps have no identity besides their place.
        <span key={index} className="flex items-center gap-2">
          <ArrowRight size={14} className="mirror text-ink-3" role="img" aria-label={t(index === 0 ? 'policies.asks' : 'policies.then')} />
          <bdi className="font-medium text-ink">{approverText(step.approver, name(step), roles)}</bdi>
        </span>
      ))}
      {!policy.active && <span className="text-ink-3">({t('policies.off')})</span>}
    </p>
  )
}
