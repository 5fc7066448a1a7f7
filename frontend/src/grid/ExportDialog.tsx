import '@/i18n/packs/export'
import { useEffect, useRef, useState } from 'react'
import { CUT, received, save } from '@/api/download'
import { isProblem } from '@/api/problem'
import { type ExportFormat, exportOf, type ListQuery } from '@/api/records'
import type { Aggregate, ObjectMeta } from '@/api/types'
import { number } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { Spinner } from '@/ui/Spinner'
import { toast } from '@/ui/toast'

type Props = { meta: ObjectMeta; query: ListQuery; aggregate: Aggregate | undefined; onClose: () => void }

/// The list as it stands, as a file. Closing stops it.
export function ExportDialog({ meta, query, aggregate, onClose }: Props) {
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const [bytes, setBytes] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  const masked = meta.fields.filter((field) => field.visibility === 'masked' && query.fields.includes(field.key)).map((field) => field.label)
  const busy = bytes !== null

  const run = async () => {
    const abort = new AbortController()
    running.current = abort
    setError(null)
    setBytes(0)
    try {
      const { file, name } = await received(await exportOf(meta, query, format, abort.signal), setBytes)
      save(file, name)
      toast(t('export.done', { name }))
      onClose()
    } catch (problem) {
      if (!abort.signal.aborted) setError(problem)
    } finally {
      setBytes(null)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('export.title')}
      description={whatOf(aggregate)}
      onSubmit={() => !busy && void run()}
      footer={
        <>
          <Button onClick={busy ? () => running.current?.abort() : onClose}>{t(busy ? 'export.stop' : 'word.cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('export.run')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Segmented
          label={t('export.format')}
          value={format}
          disabled={busy}
          fill
          options={[
            { value: 'xlsx', label: t('export.xlsx') },
            { value: 'csv', label: t('export.csv') },
          ]}
          onChange={setFormat}
        />
        <p className="text-ink-2">{t(format === 'csv' ? 'export.csv.hint' : 'export.xlsx.hint')}</p>
        {masked.length > 0 && <p className="text-ink-2">{t('export.masked', { fields: masked.join(', ') })}</p>}
        <p className="text-ink-2">{t('export.noted')}</p>
        <p role="status" className="flex min-h-5 items-center gap-2 tabular-nums">
          {busy && (
            <>
              <Spinner />
              {t('export.running', { size: number(Math.round(bytes / 100_000) / 10) })}
            </>
          )}
        </p>
        {isProblem(error, CUT) ? (
          <p role="alert" className="rounded-card bg-bad-soft px-3 py-2 text-bad">
            {t('export.cut')}
          </p>
        ) : (
          <ProblemAlert error={error} />
        )}
      </div>
    </Dialog>
  )
}

function whatOf(aggregate: Aggregate | undefined): string {
  if (aggregate === undefined) return t('export.what.view')
  return t(aggregate.count.exact ? 'export.what' : 'export.what.about', { count: aggregate.count.value })
}
