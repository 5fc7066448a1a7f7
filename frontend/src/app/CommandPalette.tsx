import '@/i18n/packs/palette'
import { useQuery } from '@tanstack/react-query'
import { CornerDownLeft, FileSearch, History, Zap } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { SHORTEST_QUERY, searchQuery } from '@/api/search'
import { t, tOr } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { Spotlight } from '@/ui/Dialog'
import { OptionList } from '@/ui/OptionList'
import { matching, type Option } from '@/ui/options'
import { type Recent, recent, remember } from './recent'
import { useAllActions } from '@/actions/registry'

type Entry = Option & { run: () => void }

/// Everything from one field: records by any word of theirs, what can be done here, and where one can go.
export function CommandPalette({ onOpen, onClose }: { onOpen: (path: string) => void; onClose: () => void }) {
  const actions = useAllActions()
  const [query, setQuery] = useState('')
  const text = useDeferredValue(query.trim())
  const { data: hits = [] } = useQuery(searchQuery(text))

  const open = (record: Recent) => {
    const href = recordHref(record.object, record.id)
    if (href === null) return
    remember(record)
    onClose()
    onOpen(href)
  }
  const records = (text.length < SHORTEST_QUERY ? [] : hits).map((hit): Entry => ({
    value: `record ${hit.id}`,
    label: hit.title || (hit.number ?? ''),
    hint: [hit.hint && `${hit.hint.label}: ${hit.hint.value}`, hit.number, tOr(`palette.${hit.object}`, hit.object)].filter(Boolean).join(' · '),
    icon: <FileSearch size={14} className="shrink-0 text-ink-3" aria-hidden />,
    run: () => open(hit),
  }))
  const seen = (query === '' ? recent() : []).map((record): Entry => ({
    value: `recent ${record.id}`,
    label: record.title,
    hint: t('palette.recent'),
    icon: <History size={14} className="shrink-0 text-ink-3" aria-hidden />,
    run: () => open(record),
  }))
  const doable = actions
    .filter((action) => action.local !== true && action.id !== 'palette')
    .map((action): Entry => ({
      value: action.id,
      label: action.label,
      ...(action.keys === undefined ? {} : { hint: action.keys }),
      icon: action.group === 'go' ? <CornerDownLeft size={14} className="shrink-0 text-ink-3" aria-hidden /> : <Zap size={14} className="shrink-0 text-ink-3" aria-hidden />,
      run: () => {
        onClose()
        action.run()
      },
    }))
  const commands = matching(doable, query) as Entry[]
  const entries = [...seen, ...records, ...commands]
  return (
    <Spotlight title={t('palette.title')} onClose={onClose}>
      <OptionList
        label={t('palette.title')}
        placeholder={t('palette.placeholder')}
        options={entries}
        selected={[]}
        onQuery={setQuery}
        onPick={(value) => entries.find((entry) => entry.value === value)?.run()}
      />
    </Spotlight>
  )
}
