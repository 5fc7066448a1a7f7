import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type CustomField, deleteField, impactQuery } from '@/api/fields'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { Dialog } from '@/ui/Dialog'
import { toast } from '@/ui/toast'
import { Usage } from './Usage'

type Props = { field: CustomField; onClose: () => void }

/// Says what goes with the field before it goes; what settings still name can't be deleted.
export function DeleteFieldDialog({ field, onClose }: Props) {
  const queries = useQueryClient()
  const { data: impact } = useQuery(impactQuery(field.id))
  const remove = useMutation({
    mutationFn: (values: number) => deleteField(field, values),
    meta: { shown: true },
    onSuccess: () => {
      toast(t('ownFields.deleted', { name: field.label }))
      void queries.invalidateQueries({ queryKey: ['fields'] })
      void queries.invalidateQueries({ queryKey: ['meta'] })
      onClose()
    },
    onError: () => void queries.invalidateQueries({ queryKey: impactQuery(field.id).queryKey }),
  })
  const title = t('ownFields.delete', { name: field.label })
  if (!impact || impact.uses.length > 0) {
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()} title={title} size="sm" footer={<Button onClick={onClose}>{t('dialog.close')}</Button>}>
        <div className="flex flex-col gap-3">
          {impact && <p className="text-ink-2">{t('ownFields.delete.used')}</p>}
          <Usage id={field.id} />
        </div>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      title={title}
      text={
        <span className="flex flex-col gap-3">
          <span>{t('ownFields.delete.text')}</span>
          <Usage id={field.id} />
        </span>
      }
      confirm={t('ownFields.delete.confirm', { count: impact.values })}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(impact.values)}
      onClose={onClose}
    />
  )
}
