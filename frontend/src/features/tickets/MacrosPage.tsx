import '@/i18n/packs/macros'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MessageSquareText, Pencil, Trash2, Zap } from 'lucide-react'
import { useState } from 'react'
import { CreateButton, SettingsPage, useCreate } from '@/actions/SettingsPage'
import { problemText } from '@/api/problems'
import { metaQuery } from '@/api/records'
import { may } from '@/api/rights'
import type { ObjectMeta } from '@/api/types'
import { useMe } from '@/api/useMe'
import { plain } from '@/editor/markdown'
import { t } from '@/i18n/t'
import { fieldText } from '@/record/values'
import { RowMenu } from '@/ui/RowMenu'
import { MenuItem } from '@/ui/Menu'
import { toast } from '@/ui/toast'
import { MacroSheet } from './MacroSheet'
import { createMacro, deleteMacro, type Macro, macrosQuery } from './macroQueries'

/// What the company says and does again and again with its tickets.
export function MacrosPage() {
  const me = useMe()
  const queries = useQueryClient()
  const mayChange = may(me, 'pipelines', 'write')
  const list = useQuery(macrosQuery)
  const { data: meta } = useQuery(metaQuery('ticket'))
  const macros = list.data ?? []
  const [editing, setEditing] = useState<Macro | 'new' | null>(null)
  const reload = () => queries.invalidateQueries({ queryKey: macrosQuery.queryKey })
  const remove = useMutation({
    mutationFn: deleteMacro,
    onSuccess: (_, { name, text, status, fields }) => toast(t('macros.deleted', { name }), { undo: () => createMacro({ name, text: text ?? null, status: status ?? null, fields }).then(reload) }),
    onError: (error) => toast(problemText(error), { tone: 'problem' }),
    onSettled: reload,
  })
  const create = useCreate('macro.new', t('macros.new'), mayChange, () => setEditing('new'))
  return (
    <SettingsPage
      title={t('macros.title')}
      text={t('macros.text')}
      cards
      create={<CreateButton create={create} />}
      list={list}
      empty={list.data?.length === 0}
      first={{ title: t('macros.first'), text: t('macros.first.text') }}
      over={editing && meta && <MacroSheet meta={meta} macro={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    >
      <ul aria-label={t('macros.title')} className="flex flex-col gap-2">
        {macros.map((macro) => (
          <li key={macro.id} className="relative flex items-start gap-3 rounded-card border border-line p-3">
            <span className="flex size-7 shrink-0 items-center justify-center rounded-full bg-soft text-soft-ink">{macro.reply ? <MessageSquareText size={14} aria-hidden /> : <Zap size={14} aria-hidden />}</span>
            <div className="min-w-0 flex-1">
              <h2 className="font-medium">
                {mayChange ? (
                  <button type="button" className="max-w-full truncate text-start hover:underline" onClick={() => setEditing(macro)}>
                    <bdi>{macro.name}</bdi>
                  </button>
                ) : (
                  <bdi>{macro.name}</bdi>
                )}
              </h2>
              {meta && changesOf(meta, macro).map((change) => (
                <p key={change} className="text-12 text-ink-2">
                  {change}
                </p>
              ))}
              {macro.text !== null && macro.text !== undefined && (
                <p dir="auto" className="line-clamp-2 text-12 text-ink-3">
                  {plain(macro.text)}
                </p>
              )}
            </div>
            {mayChange && (
              <RowMenu label={t('macros.more', { name: macro.name })}>
                <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={() => setEditing(macro)}>
                  {t('word.edit')}
                </MenuItem>
                <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => remove.mutate(macro)}>
                  {t('word.delete')}
                </MenuItem>
              </RowMenu>
            )}
          </li>
        ))}
      </ul>
    </SettingsPage>
  )
}

function changesOf(meta: ObjectMeta, { status, fields }: Macro): string[] {
  const wanted: Record<string, unknown> = { ...(status === null || status === undefined ? {} : { status }), ...fields }
  return meta.fields.flatMap((field) => (field.key in wanted ? [`${field.label}: ${fieldText(field, wanted[field.key])}`] : []))
}
