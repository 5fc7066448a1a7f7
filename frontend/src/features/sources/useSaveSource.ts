import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeSource, createSource, type LeadSource, type SourceChange, sourcesQuery } from '@/api/sources'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'

/// Saves a source, new or changed. A new webhook's secret is handed over once.
export function useSaveSource(source: LeadSource | null, onClose: () => void, onSecret?: (name: string, secret: string) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ change, version }: { change: SourceChange; version: number }) =>
      source ? { source: await changeSource({ id: source.id, version }, change), secret: null } : createSource(change),
    meta: { shown: true },
    onSuccess: ({ source: saved, secret }) => {
      void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey })
      onClose()
      if (secret) onSecret?.(saved.name, secret)
      else toast(t(source ? 'sources.saved' : 'sources.created', { name: saved.name }))
    },
  })
}
