import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ApiKey, revokeKey } from '@/api/keys'
import { t } from '@/i18n/t'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { toast } from '@/ui/toast'

export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: Pick<ApiKey, 'id' | 'name'>; onClose: () => void }) {
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: revokeKey,
    meta: { shown: true },
    onSuccess: () => {
      toast(t('keys.revoked', { name: apiKey.name }))
      void queries.invalidateQueries({ queryKey: ['apiKeys'] })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('keys.revoke.title', { name: apiKey.name })}
      text={t('keys.revoke.text')}
      confirm={t('keys.revoke')}
      danger
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(apiKey.id)}
      onClose={onClose}
    />
  )
}
