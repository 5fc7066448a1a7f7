import { Columns3 } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Popover } from '@/ui/Popover'
import { Skeleton } from '@/ui/Skeleton'
import type { ColumnListProps } from './ColumnList'

const ColumnList = lazy(() => import('./ColumnList').then((module) => ({ default: module.ColumnList })))

export function ColumnChooser(props: ColumnListProps) {
  return (
    <Popover
      label={t('columns.title')}
      align="end"
      className="w-80"
      trigger={
        <Button variant="quiet" size="sm" icon={<Columns3 size={14} aria-hidden />}>
          {t('columns.title')}
        </Button>
      }
    >
      <Suspense fallback={<Skeleton className="m-3 h-64" />}>
        <ColumnList {...props} autoFocus />
      </Suspense>
    </Popover>
  )
}
