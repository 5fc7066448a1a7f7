import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, dataOf } from '@/api/client'
import { fieldProblem } from '@/api/problems'
import { at } from '@/api/spine'
import type { ObjectMeta, RecordView } from '@/api/types'
import '@/i18n/packs/insight'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { fieldText, isEmpty } from './values'

type Props = { meta: ObjectMeta; path: string; record: RecordView; onClose: () => void }

/// Values that are masked for this person, in clear while the dialog is open: after saying why, which is kept.
export function UnmaskDialog({ meta, path, record, onClose }: Props) {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const masked = meta.fields.filter((field) => field.visibility === 'masked' && !isEmpty(record[field.key]))
  const show = useMutation({
    mutationFn: () =>
      dataOf(api.POST(at(path, '/{id}/unmask'), { params: { path: { id: record.id } }, body: { fields: masked.map((field) => field.key), reason: reason.trim() } })),
    meta: { shown: true },
    // Not kept when the dialog closes.
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: [meta.key, 'timeline', record.id] }),
  })
  const values = show.data?.values
  const ready = masked.length > 0 && reason.trim() !== ''
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t('unmask.title')}
      description={t('unmask.text')}
      {...(values ? {} : { onSubmit: () => ready && !show.isPending && show.mutate() })}
      footer={
        values ? (
          <Button onClick={onClose}>{t('word.done')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('word.cancel')}</Button>
            <Button type="submit" variant="primary" busy={show.isPending} disabled={!ready}>
              {t('unmask.show')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <ProblemAlert error={show.error} fields={['reason']} />
        {masked.length === 0 && <p className="text-ink-3">{t('unmask.none')}</p>}
        {values ? (
          <dl aria-live="polite" className="flex flex-col gap-2">
            {masked.map((field) => (
              <div key={field.key} className="flex items-baseline gap-3">
                <dt className="w-28 shrink-0 text-ink-3">{field.label}</dt>
                <dd className="min-w-0 font-medium [overflow-wrap:anywhere] select-all">
                  <bdi>{isEmpty(values[field.key]) ? t('word.none') : fieldText({ ...field, visibility: 'clear' }, values[field.key])}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        ) : (
          masked.length > 0 && (
            <Field label={t('unmask.reason')} error={fieldProblem(show.error, 'reason')}>
              <TextArea rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
            </Field>
          )
        )}
      </div>
    </Dialog>
  )
}
