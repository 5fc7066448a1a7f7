import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowRight, ArrowUp, CalendarClock, Ellipsis, FlaskConical, Inbox, Pencil, Timer, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { CreateButton, SettingsPage, useCreate } from '@/actions/SettingsPage'
import { type AssignmentRule, changeRule, createRule, deleteRule, rulesQuery } from '@/api/assignment'
import { teamsQuery } from '@/api/people'
import { directoryQuery, metaQuery } from '@/api/records'
import { may } from '@/api/rights'
import { rolesQuery } from '@/api/roles'
import { useMe } from '@/api/useMe'
import { conditionText } from '@/grid/conditionText'
import { conditionsOf } from '@/grid/filter'
import '@/i18n/packs/assignment'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { Segmented } from '@/ui/Segmented'
import { toast } from '@/ui/toast'
import { usePhone } from '@/ui/useMedia'
import { moved } from './order'
import { RuleSheet } from './RuleSheet'
import { TestSheet } from './TestSheet'
import { targetText } from './targets'

const AutomationSheet = lazy(() => import('./AutomationSheet').then((module) => ({ default: module.AutomationSheet })))
const ShiftsSheet = lazy(() => import('./ShiftsSheet').then((module) => ({ default: module.ShiftsSheet })))
const RequestsSheet = lazy(() => import('./RequestsSheet').then((module) => ({ default: module.RequestsSheet })))

/// What is given to people by rules.
const KINDS = [
  { object: 'lead', label: 'nav.leads', module: 'leads' },
  { object: 'deal', label: 'nav.deals', module: 'deals' },
  { object: 'ticket', label: 'nav.tickets', module: 'tickets' },
] as const

/// What can be opened beside the rules.
const BESIDE = [
  { what: 'requests', label: 'requests.open', Icon: Inbox },
  { what: 'shifts', label: 'shifts.open', Icon: CalendarClock },
  { what: 'automation', label: 'automation.open', Icon: Timer },
  { what: 'test', label: 'rules.test', Icon: FlaskConical },
] as const

export function RulesPage() {
  const me = useMe()
  const queries = useQueryClient()
  const mayChange = may(me, 'assignment', 'write')
  const [wanted, setObject] = useState<string | null>(null)
  const kinds = KINDS.filter(({ module }) => may(me, module))
  const object = wanted ?? kinds[0]?.object ?? 'lead'
  const list = useQuery(rulesQuery(object))
  const rules = list.data ?? []
  const [editing, setEditing] = useState<AssignmentRule | 'new' | null>(null)
  const [opened, setOpened] = useState<'test' | 'requests' | 'shifts' | 'automation' | null>(null)
  const close = () => setOpened(null)
  const [said, setSaid] = useState('')
  const phone = usePhone()
  const offered = BESIDE.filter(({ what }) => what !== 'automation' || may(me, 'system'))
  const reload = () => queries.invalidateQueries({ queryKey: rulesQuery(object).queryKey })
  const show = (next: AssignmentRule[]) => queries.setQueryData(rulesQuery(object).queryKey, next)

  const reorder = useMutation({
    mutationFn: async (changed: AssignmentRule[]) => {
      for (const rule of changed) await changeRule(rule, { position: rule.position })
    },
    onSettled: reload,
  })
  const move = (rule: AssignmentRule, to: number) => {
    const next = moved(rules, rule.id, to)
    if (next.changed.length === 0) return
    show(next.rules)
    setSaid(t('rules.moved', { name: rule.name, place: to + 1, count: next.rules.length }))
    reorder.mutate(next.changed)
  }
  const toggle = useMutation({
    mutationFn: (rule: AssignmentRule) => changeRule(rule, { active: !rule.active }),
    onMutate: (rule) => show(rules.map((each) => (each.id === rule.id ? { ...each, active: !rule.active } : each))),
    onSettled: reload,
  })
  const remove = useMutation({
    mutationFn: deleteRule,
    onSuccess: (_, { id }) => {
      const gone = rules.find((rule) => rule.id === id)
      if (gone) {
        const { name, filter, target, active, position } = gone
        toast(t('rules.deleted', { name }), { undo: () => createRule(object, { name, filter, target, active, position }).then(reload) })
      }
    },
    onSettled: reload,
  })
  const create = useCreate('rule.new', t('rules.new'), mayChange, () => setEditing('new'))

  return (
    <SettingsPage
      title={t('nav.assignment')}
      text={t('rules.text')}
      cards
      toolbar={
        kinds.length > 1 ? (
          <div className="border-b border-line px-4 py-2">
            <Segmented label={t('rules.objects')} value={object} options={kinds.map((kind) => ({ value: kind.object, label: t(kind.label) }))} onChange={setObject} />
          </div>
        ) : undefined
      }
      actions={
        phone ? (
          <Menu
            trigger={
              <IconButton label={t('rules.more')}>
                <Ellipsis size={16} aria-hidden />
              </IconButton>
            }
          >
            {offered.map(({ what, label, Icon }) => (
              <MenuItem key={what} icon={<Icon size={16} aria-hidden />} onSelect={() => setOpened(what)}>
                {t(label)}
              </MenuItem>
            ))}
          </Menu>
        ) : (
          offered.map(({ what, label, Icon }) => (
            <Button key={what} icon={<Icon size={16} aria-hidden />} onClick={() => setOpened(what)}>
              {t(label)}
            </Button>
          ))
        )
      }
      create={<CreateButton create={create} />}
      list={list}
      empty={list.data?.length === 0}
      first={{ title: t('rules.first'), text: t('rules.first.text') }}
      over={
        <>
          <p role="status" className="sr-only">
            {said}
          </p>
          {editing && <RuleSheet object={object} rule={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
          {opened === 'test' && <TestSheet object={object} onClose={close} />}
          <Suspense>
            {opened === 'requests' && <RequestsSheet onClose={close} />}
            {opened === 'shifts' && <ShiftsSheet onClose={close} />}
            {opened === 'automation' && <AutomationSheet onClose={close} />}
          </Suspense>
        </>
      }
    >
      <ol aria-label={t('rules.title')} className="flex flex-col gap-2">
        {rules.map((rule, index) => (
          <li key={rule.id} className={cn('flex items-start gap-3 rounded-card border border-line p-3 sm:items-center', !rule.active && 'bg-surface-2')}>
            <span aria-hidden="true" className="flex size-7 shrink-0 items-center justify-center rounded-full bg-soft text-12 font-semibold text-soft-ink tabular-nums">
              {index + 1}
            </span>
            <div className="min-w-0 flex-1">
              <h2 className="font-medium">
                {mayChange ? (
                  <button type="button" className="max-w-full truncate text-start hover:underline" onClick={() => setEditing(rule)}>
                    <bdi>{rule.name}</bdi>
                  </button>
                ) : (
                  <bdi>{rule.name}</bdi>
                )}
              </h2>
              <RuleText object={object} rule={rule} />
            </div>
            <label className="relative flex h-hit shrink-0 items-center">
              <span className="sr-only">{t('rules.active.of', { name: rule.name })}</span>
              <input
                type="checkbox"
                role="switch"
                aria-checked={rule.active}
                checked={rule.active}
                disabled={!mayChange || toggle.isPending}
                className={
                  'relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full bg-control transition-colors duration-120 ' +
                  'before:absolute before:start-0.5 before:top-0.5 before:size-4 before:rounded-full before:bg-surface ' +
                  'before:transition-[inset-inline-start] before:duration-120 checked:bg-solid checked:before:start-4.5'
                }
                onChange={() => toggle.mutate(rule)}
              />
            </label>
            {mayChange && (
              <span className="flex shrink-0 items-center">
                <IconButton label={t('rules.up', { name: rule.name })} size="sm" className="max-sm:hidden" disabled={index === 0} onClick={() => move(rule, index - 1)}>
                  <ArrowUp size={16} aria-hidden />
                </IconButton>
                <IconButton label={t('rules.down', { name: rule.name })} size="sm" className="max-sm:hidden" disabled={index === rules.length - 1} onClick={() => move(rule, index + 1)}>
                  <ArrowDown size={16} aria-hidden />
                </IconButton>
                <Menu
                  trigger={
                    <IconButton label={t('rules.menu', { name: rule.name })} size="sm">
                      <Ellipsis size={16} aria-hidden />
                    </IconButton>
                  }
                >
                  <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={() => setEditing(rule)}>
                    {t('word.edit')}
                  </MenuItem>
                  <MenuItem icon={<ArrowUp size={16} aria-hidden />} disabled={index === 0} onSelect={() => move(rule, index - 1)}>
                    {t('rules.earlier')}
                  </MenuItem>
                  <MenuItem icon={<ArrowDown size={16} aria-hidden />} disabled={index === rules.length - 1} onSelect={() => move(rule, index + 1)}>
                    {t('rules.later')}
                  </MenuItem>
                  <MenuSeparator />
                  <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => remove.mutate(rule)}>
                    {t('word.delete')}
                  </MenuItem>
                </Menu>
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className="mt-3 ps-3 text-ink-3">{t('rules.otherwise')}</p>
    </SettingsPage>
  )
}

/// "Source is any of Website, Facebook → In turn: Ada, Ben".
function RuleText({ object, rule }: { object: string; rule: AssignmentRule }) {
  const { data: meta } = useQuery(metaQuery(object))
  const { data: users = [] } = useQuery(directoryQuery)
  const { data: teams = [] } = useQuery(teamsQuery)
  const me = useMe()
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: may(me, 'roles') })
  const conditions = conditionsOf(rule.filter)
  const words = meta
    ? conditions.map((node) => {
        const { field, operator, value } = conditionText(meta, node, users)
        return [field, operator, value].filter(Boolean).join(' ')
      })
    : []
  return (
    <p className="flex flex-col gap-x-2 gap-y-0.5 text-ink-2 sm:flex-row sm:flex-wrap sm:items-center">
      <bdi>{conditions.length === 0 ? t('rules.everyRecord') : words.join(` ${t('rules.and')} `)}</bdi>
      <span className="flex items-start gap-2">
        <ArrowRight size={14} className="mirror mt-1 text-ink-3" role="img" aria-label={t('rules.goesTo')} />
        <bdi className="font-medium text-ink">{targetText(rule.target, users, teams, roles)}</bdi>
      </span>
      {!rule.active && <span className="text-ink-3">({t('rules.off')})</span>}
    </p>
  )
}
