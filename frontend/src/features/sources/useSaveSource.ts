import { useQueryClient } from '@tanstack/react-query'
import { useSave } from '@/actions/useSave'
import { changeSource, createSource, type LeadSource, type SourceChange, sourcesQuery } from '@/api/sources'
import { t } from '@/i18n/t'

/// Saves a source, new or changed. A new webhook's secret is handed over once.
export function useSaveSource(source: LeadSource | null, onClose: () => void, onSecret?: (name: string, secret: string) => void) {
  const queries = useQueryClient()
  return useSave({
    send: async (change: SourceChange, version) => (source ? { source: await changeSource({ id: source.id, version }, change), secret: null } : createSource(change)),
    said: ({ source: saved, secret }) => (secret ? null : t(source ? 'sources.saved' : 'sources.created', { name: saved.name })),
    reload: () => void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey }),
    onSaved: ({ source: saved, secret }) => secret && onSecret?.(saved.name, secret),
    onClose,
  })
}
