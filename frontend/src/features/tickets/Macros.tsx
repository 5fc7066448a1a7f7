import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MessageSquareText, Zap } from 'lucide-react'
import { problemText } from '@/api/problems'
import { t } from '@/i18n/t'
import type { ComposeProps } from '@/record/page/kind'
import { undoOf } from '@/record/takeBack'
import { IconButton } from '@/ui/Button'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/ui/Menu'
import { toast } from '@/ui/toast'
import { applyMacro, type Macro, macrosOfQuery } from './macroQueries'

/// Canned replies go into the field, to be read over; macros are done at once and can be taken back.
export function Macros({ meta, record, onInsert }: ComposeProps) {
  const queries = useQueryClient()
  const { data: macros = [] } = useQuery(macrosOfQuery(record.id))
  const use = useMutation({
    mutationFn: (macro: Macro) => applyMacro(record.id, record.version, macro.id),
    onSuccess: ({ changeSet }, { name }) => {
      void queries.invalidateQueries({ queryKey: [meta.key] })
      toast(t('macro.used', { name }), undoOf(queries, changeSet))
    },
    onError: (error) => toast(problemText(error), { tone: 'problem' }),
  })
  const replies = macros.filter(({ reply }) => reply)
  const steps = macros.filter(({ reply }) => !reply)
  if (macros.length === 0) return null
  return (
    <Menu
      align="start"
      className="max-h-80 max-w-80 overflow-y-auto"
      trigger={
        <IconButton label={t('macro.menu')} size="sm">
          <Zap size={14} aria-hidden />
        </IconButton>
      }
    >
      {replies.length > 0 && <MenuLabel>{t('macro.replies')}</MenuLabel>}
      {replies.map((macro) => (
        <MenuItem key={macro.id} icon={<MessageSquareText size={14} aria-hidden />} onSelect={() => onInsert(macro.text ?? '')}>
          <bdi>{macro.name}</bdi>
        </MenuItem>
      ))}
      {replies.length > 0 && steps.length > 0 && <MenuSeparator />}
      {steps.length > 0 && <MenuLabel>{t('macro.steps')}</MenuLabel>}
      {steps.map((macro) => (
        <MenuItem key={macro.id} icon={<Zap size={14} aria-hidden />} disabled={use.isPending} onSelect={() => use.mutate(macro)}>
          <bdi>{macro.name}</bdi>
        </MenuItem>
      ))}
    </Menu>
  )
}
