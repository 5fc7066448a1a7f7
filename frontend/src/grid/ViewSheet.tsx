import { SlidersHorizontal } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { ObjectMeta } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Sheet } from '@/ui/Dialog'
import { Select } from '@/ui/Select'
import { ColumnList } from './ColumnList'
import type { View } from './view'

type Props = { meta: ObjectMeta; view: View; marks: number; tabs: ReactNode; filters: ReactNode; onChange: (patch: Partial<View>) => void }

/// On a phone everything about the view is behind one button.
export function ViewSheet({ meta, view, marks, tabs, filters, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const sortable = meta.fields.filter((field) => field.sortable)
  return (
    <>
      <Button icon={<SlidersHorizontal size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('view.sheet')}
        {marks > 0 && <span className="rounded-full bg-soft px-1.5 text-12 text-soft-ink tabular-nums">{marks}</span>}
      </Button>
      <Sheet open={open} onOpenChange={setOpen} title={t('view.sheet')}>
        <div className="flex flex-col gap-5">
          <Part title={t('view.tabs')}>
            <div className="flex flex-wrap items-center gap-2">{tabs}</div>
          </Part>
          <Part title={t('filter.title')}>
            <div className="flex flex-wrap gap-2">{filters}</div>
          </Part>
          <Part title={t('sort.title')}>
            <Select
              label={t('sort.title')}
              value={view.sort}
              options={sortable.flatMap((field) => [
                { value: field.key, label: t('sort.asc', { field: field.label }) },
                { value: `-${field.key}`, label: t('sort.desc', { field: field.label }) },
              ])}
              onChange={(sort) => sort !== null && onChange({ sort })}
            />
          </Part>
          <Part title={t('columns.title')}>
            <div className="rounded-card border border-line">
              <ColumnList meta={meta} fields={view.fields} onChange={(fields) => onChange({ fields })} />
            </div>
          </Part>
        </div>
      </Sheet>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-12 font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  )
}
