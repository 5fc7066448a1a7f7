import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { api, dataOf } from '@/api/client'
import { received, save } from '@/api/download'
import { fieldProblem } from '@/api/problems'
import { at } from '@/api/spine'
import type { ObjectMeta, RecordView } from '@/api/types'
import '@/i18n/packs/insight'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { Input, TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { recordHref } from './links'

type Props = { meta: ObjectMeta; path: string; record: RecordView; title: string; onClose: () => void }

/// Forgets a person for good: after typing which record is meant, and with a look at what else may be about him.
export function EraseDialog({ meta, path, record, title, onClose }: Props) {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const params = { path: { id: record.id } }
  const erase = useMutation({
    mutationFn: () => dataOf(api.POST(at(path, '/{id}/erase'), { params, body: { version: record.version, reason: reason.trim() } })),
    meta: { shown: true },
    // Whatever shows the record, its tasks or notices is old now.
    onSuccess: () => queries.invalidateQueries(),
  })
  const handOut = useMutation({
    mutationFn: async () => {
      const { response } = await api.GET(at(path, '/{id}/dossier'), { params, parseAs: 'stream' })
      const { file, name } = await received(response, () => {})
      save(file, name)
    },
  })
  // The number, where records have one, is easier to type than a long name.
  const word = String(record['number'] || title)
  const ready = reason.trim() !== '' && typed.trim() === word && !erase.isPending
  if (erase.data) {
    return (
      <Dialog open size="sm" onOpenChange={(open) => !open && onClose()} title={t('erase.done')} footer={<Button onClick={onClose}>{t('word.done')}</Button>}>
        {erase.data.left.length === 0 ? (
          <p className="text-ink-2">{t('erase.none')}</p>
        ) : (
          <div className="flex flex-col gap-2">
            <p className="text-ink-2">{t('erase.left')}</p>
            <ul className="flex flex-col gap-1">
              {erase.data.left.map((each) => {
                const href = recordHref(each.object, each.id)
                return (
                  <li key={each.id} className="[overflow-wrap:anywhere]">
                    {href === null ? (
                      <bdi>{each.title}</bdi>
                    ) : (
                      <Link to={href} className="underline" onClick={onClose}>
                        <bdi>{each.title}</bdi>
                      </Link>
                    )}
                  </li>
                )
              })}
            </ul>
          </div>
        )}
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={t('erase.title')}
      description={t('erase.text')}
      onSubmit={() => ready && erase.mutate()}
      footer={
        <>
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant="danger" busy={erase.isPending} disabled={!ready}>
            {t('erase.go')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ProblemAlert error={erase.error ?? handOut.error} fields={['reason']} />
        {meta.can.export && record['deleted'] !== true && (
          <Button className="self-start" icon={<FileDown size={16} aria-hidden />} busy={handOut.isPending} onClick={() => handOut.mutate()}>
            {t('erase.dossier')}
          </Button>
        )}
        <Field label={t('erase.reason')} hint={t('erase.hint')} error={fieldProblem(erase.error, 'reason')}>
          <TextArea rows={2} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Field label={t('erase.confirm', { word })}>
          <Input autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
