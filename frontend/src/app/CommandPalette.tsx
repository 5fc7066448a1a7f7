import '@/i18n/packs/palette'
import { useQuery } from '@tanstack/react-query'
import { CornerDownLeft, FileText, History, UserRound, Zap } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { type Action, type ActionGroup, useAllActions } from '@/actions/registry'
import { directoryQuery } from '@/api/records'
import { may } from '@/api/rights'
import { SHORTEST_QUERY, searchQuery } from '@/api/search'
import { useMe } from '@/api/useMe'
import { t, tOr } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { type Recent, recent, remember } from '@/record/recent'
import { Spotlight } from '@/ui/Dialog'
import { OptionList } from '@/ui/OptionList'
import { matching, type Option } from '@/ui/options'
import { modeOf } from './paletteMode'

type Entry = Option & { run: () => void }

const ICON = { size: 14, className: 'shrink-0 text-ink-3', 'aria-hidden': true } as const
const PEOPLE = 8
/// What belongs to what is open stands before what is always possible.
const CONTEXT: readonly ActionGroup[] = ['selection', 'record', 'list']
const ANYWHERE: readonly ActionGroup[] = ['create', 'general']

/// Everything from one field: records by any word of theirs, what can be done here, who there is, and where one can go.
export function CommandPalette({ onOpen, onClose }: { onOpen: (path: string) => void; onClose: () => void }) {
  const me = useMe()
  const actions = useAllActions()
  const [query, setQuery] = useState('')
  const typed = useDeferredValue(query.trim())
  const { mode, text } = modeOf(typed)
  const asksRecords = mode === 'all' || mode === 'number'
  const { data: hits = [] } = useQuery(searchQuery(asksRecords ? text : ''))
  const { data: users = [] } = useQuery({ ...directoryQuery, enabled: mode === 'person' })
  // As it was when the palette opened: what is opened from here changes it.
  const [seen] = useState(recent)

  const done = (run: () => void) => () => {
    onClose()
    run()
  }
  const open = (record: Recent) =>
    done(() => {
      const href = recordHref(record.object, record.id)
      if (href === null) return
      remember(record)
      onOpen(href)
    })
  const entries = useMemo((): Entry[] => {
    const ofGroups = (groups: readonly ActionGroup[]) =>
      groups.flatMap((group) =>
        (matching(
          actions
            .filter((action) => action.group === group && action.local !== true && action.keysOnly !== true && action.id !== 'palette')
            .map((action) => actionEntry(action, t(`shortcuts.${group}`))),
          text,
        ) as (Entry & { action: Action })[]).map((entry) => ({ ...entry, run: done(entry.action.run) })),
      )
    const recents = seen.map((record): Entry => ({ value: `recent ${record.id}`, label: record.title, group: t('palette.recents'), hint: tOr(`palette.${record.object}`, record.object), icon: <History {...ICON} />, run: open(record) }))
    const records = (asksRecords && text.length >= SHORTEST_QUERY ? hits : [])
      .filter((hit) => mode === 'all' || (hit.number ?? '').toLowerCase().includes(text.toLowerCase()))
      .map(
        (hit): Entry => ({
          value: `record ${hit.id}`,
          label: hit.title || (hit.number ?? ''),
          group: t('palette.records'),
          hint: [hit.hint && `${hit.hint.label}: ${hit.hint.value}`, hit.number, tOr(`palette.${hit.object}`, hit.object)].filter(Boolean).join(' · '),
          icon: <FileText {...ICON} />,
          run: open(hit),
        }),
      )
    const people = () =>
      (matching(users.map((user) => ({ value: user.id, label: user.name })), text) as Option[]).slice(0, PEOPLE).flatMap(({ value: id, label: name }): Entry[] => {
        const own = encodeURIComponent(JSON.stringify({ and: [{ field: 'owner', op: 'in', value: [id] }] }))
        const entry = (kind: string, label: string, to: string): Entry => ({ value: `${kind} ${id}`, label, group: t('palette.people'), icon: <UserRound {...ICON} />, run: done(() => onOpen(to)) })
        return [
          ...(may(me, 'leads') ? [entry('leads', t('palette.leadsOf', { name }), `/leads?filter=${own}`)] : []),
          ...(may(me, 'deals') ? [entry('deals', t('palette.dealsOf', { name }), `/deals?filter=${own}`)] : []),
          ...(may(me, 'tickets') ? [entry('tickets', t('palette.ticketsOf', { name }), `/tickets?filter=${own}`)] : []),
          ...(may(me, 'tasks') ? [entry('tasks', t('palette.tasksOf', { name }), `/tasks?whose=${id}`)] : []),
          ...(may(me, 'users') ? [entry('person', t('palette.person', { name }), `/users?user=${id}`)] : []),
        ]
      })
    switch (mode) {
      case 'action':
        return ofGroups([...CONTEXT, ...ANYWHERE])
      case 'person':
        return people()
      case 'number':
        return records
      case 'page':
        return ofGroups(['go'])
      case 'all':
        return text === '' ? [...recents, ...ofGroups(CONTEXT), ...ofGroups(['create', 'go', 'general'])] : [...records, ...ofGroups(CONTEXT), ...ofGroups(['create', 'go', 'general'])]
    }
    // The functions are made anew with each drawing; what they are made of stands here.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [actions, hits, users, seen, mode, text, me])

  return (
    <Spotlight title={t('palette.title')} onClose={onClose}>
      <OptionList
        label={t('palette.title')}
        placeholder={t('palette.placeholder')}
        options={entries}
        selected={[]}
        tall
        onQuery={setQuery}
        onPick={(value) => entries.find((entry) => entry.value === value)?.run()}
        footer={<p className="border-t border-line px-3 py-1.5 text-12 text-ink-3 max-sm:hidden">{t('palette.hint')}</p>}
      />
    </Spotlight>
  )
}

function actionEntry(action: Action, group: string): Omit<Entry, 'run'> & { action: Action } {
  const Icon = action.icon ?? (action.group === 'go' ? CornerDownLeft : Zap)
  return { value: action.id, label: action.label, group, icon: <Icon {...ICON} />, action, ...(action.keys === undefined ? {} : { keys: action.keys }) }
}
