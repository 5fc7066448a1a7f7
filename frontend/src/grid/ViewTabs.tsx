import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Pencil, Share2, Trash2, Users } from 'lucide-react'
import { Fragment, lazy, Suspense, useState } from 'react'
import { createView, deleteView, updateView, viewsQuery } from '@/api/records'
import type { SavedView } from '@/api/types'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { toast } from '@/ui/toast'
import { definitionOf, type View } from './view'

const ViewNameDialog = lazy(() => import('./ViewNameDialog').then((module) => ({ default: module.ViewNameDialog })))

type Props = {
  object: string
  views: readonly SavedView[]
  current: SavedView | undefined
  view: View
  dirty: boolean
  onChoose: (id: string | undefined) => void
  onReset: () => void
}

type Naming = 'create' | 'rename' | null

/// Saved views as tabs. A changed view says so and offers to save, to save as another, or to go back.
export function ViewTabs({ object, views, current, view, dirty, onChoose, onReset }: Props) {
  const queries = useQueryClient()
  const [naming, setNaming] = useState<Naming>(null)
  const reload = () => queries.invalidateQueries({ queryKey: viewsQuery(object).queryKey })
  const definition = definitionOf(view)

  const create = useMutation({
    mutationFn: createView,
    onSuccess: async (made) => {
      setNaming(null)
      await reload()
      onChoose(made.id)
      toast(t('view.saved', { name: made.name }))
    },
  })
  const update = useMutation({
    mutationFn: ({ saved, ...patch }: { saved: SavedView; name?: string; shared?: boolean; definition?: typeof definition }) => updateView(saved, patch),
    onSuccess: async (made, { definition: changed }) => {
      setNaming(null)
      await reload()
      if (changed) onReset()
      toast(t('view.saved', { name: made.name }))
    },
  })
  const remove = useMutation({
    mutationFn: deleteView,
    onSuccess: async (_, gone) => {
      onChoose(undefined)
      await reload()
      const { name, definition: kept, shared, position } = gone as SavedView
      toast(t('view.deleted', { name }), { undo: () => createView({ object, name, definition: kept, shared, position }).then(reload) })
    },
  })

  const options = current && (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={t('view.menu', { name: current.name })}
          className="flex size-hit-dense shrink-0 items-center justify-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
        >
          <ChevronDown size={14} aria-hidden />
        </button>
      }
    >
      <MenuItem icon={<Pencil size={14} aria-hidden />} onSelect={() => setNaming('rename')}>
        {t('view.rename')}
      </MenuItem>
      <MenuItem icon={<Share2 size={14} aria-hidden />} onSelect={() => update.mutate({ saved: current, shared: !current.shared })}>
        {current.shared ? t('view.unshare') : t('view.share')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 size={14} aria-hidden />} danger onSelect={() => remove.mutate(current)}>
        {t('view.delete')}
      </MenuItem>
    </Menu>
  )
  return (
    <div className="contents">
      <div role="group" aria-label={t('view.tabs')} className="flex min-w-0 gap-0.5 overflow-x-auto [scrollbar-width:none]">
        <Tab label={t('view.all')} on={current === undefined} onClick={() => onChoose(undefined)} />
        {views.map((saved) => (
          <Fragment key={saved.id}>
            <Tab label={saved.name} shared={saved.shared} on={saved.id === current?.id} onClick={() => onChoose(saved.id)} />
            {saved.id === current?.id && saved.canEdit && options}
          </Fragment>
        ))}
      </div>
      {dirty && (
        // Last, after the filters: nothing jumps when a view becomes a changed one.
        <span className="order-last flex shrink-0 items-center gap-0.5">
          {current?.canEdit && (
            <Button size="sm" variant="soft" busy={update.isPending} onClick={() => update.mutate({ saved: current, definition })}>
              {t('view.save')}
            </Button>
          )}
          <Button size="sm" variant={current?.canEdit ? 'quiet' : 'soft'} onClick={() => setNaming('create')}>
            {t('view.saveAs')}
          </Button>
          <Button size="sm" variant="quiet" onClick={onReset}>
            {t('view.reset')}
          </Button>
        </span>
      )}
      {naming !== null && (
        <Suspense>
        <ViewNameDialog
          title={naming === 'create' ? t('view.saveAs.title') : t('view.rename.title')}
          name={naming === 'rename' ? (current?.name ?? '') : ''}
          shareable={naming === 'create'}
          busy={create.isPending || update.isPending}
          onClose={() => setNaming(null)}
          onSave={(name, shared) =>
            naming === 'create' || !current ? create.mutate({ object, name, shared, definition, position: views.length }) : update.mutate({ saved: current, name })
          }
        />
        </Suspense>
      )}
    </div>
  )
}

function Tab({ label, on, shared = false, onClick }: { label: string; on: boolean; shared?: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      className={cn(
        'flex h-hit-dense shrink-0 items-center gap-1.5 rounded-control px-2.5 font-medium whitespace-nowrap',
        on ? 'bg-soft text-soft-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
      )}
      onClick={onClick}
    >
      <bdi>{label}</bdi>
      {shared && <Users size={12} aria-hidden />}
    </button>
  )
}
