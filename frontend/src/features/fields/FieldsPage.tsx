import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, Ellipsis, Eye, EyeOff, GripVertical, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { CreateButton, SettingsPage, useCreate } from '@/actions/SettingsPage'
import { type CustomField, changeField, fieldsQuery, orderFields } from '@/api/fields'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/ownFields'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { Segmented } from '@/ui/Segmented'
import { DeleteFieldDialog } from './DeleteFieldDialog'
import { moved } from './draft'
import { FieldSheet } from './FieldSheet'

export function FieldsPage() {
  const mayChange = may(useMe(), 'pipelines', 'write')
  const { object = 'lead' } = useSearch({ from: '/shell/settings/fields' })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const query = fieldsQuery(object)
  const list = useQuery(query)
  const of = list.data
  const [editing, setEditing] = useState<CustomField | 'new' | null>(null)
  const [deleting, setDeleting] = useState<CustomField | null>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const fields = of?.fields ?? []
  const reload = () => {
    void queries.invalidateQueries({ queryKey: ['fields'] })
    void queries.invalidateQueries({ queryKey: ['meta'] })
  }
  const reorder = useMutation({ mutationFn: (ids: string[]) => orderFields(object, ids), onSettled: reload })
  const move = (from: number, to: number) => {
    const field = fields[from]
    const next = moved(fields, from, to)
    if (!of || !field || next.every((each, place) => each === fields[place])) return
    queries.setQueryData(query.queryKey, { ...of, fields: next })
    setSaid(t('ownFields.moved', { name: field.label, place: next.indexOf(field) + 1, count: next.length }))
    reorder.mutate(next.map(({ id }) => id))
  }
  const toggle = useMutation({ mutationFn: (field: CustomField) => changeField(field, { active: field.state === 'inactive' }), onSettled: reload })
  const create = useCreate('field.new', t('ownFields.new'), mayChange, () => setEditing('new'))

  return (
    <SettingsPage
      title={t('nav.fields')}
      text={t('ownFields.text')}
      cards
      create={<CreateButton create={create} />}
      toolbar={
        of && (
          <div className="flex shrink-0 border-b border-line px-4 py-2">
            <Segmented
              label={t('ownFields.objects')}
              value={object}
              options={of.objects.map(({ key, label }) => ({ value: key, label }))}
              onChange={(next) => void navigate({ to: '/settings/fields', search: next === 'lead' ? {} : { object: next }, replace: true })}
            />
          </div>
        )
      }
      list={list}
      empty={of !== undefined && fields.length === 0}
      first={{ title: t('ownFields.first'), text: t('ownFields.first.text') }}
      over={
        <>
          <p role="status" className="sr-only">
            {said}
          </p>
          {editing && of && <FieldSheet object={object} of={of} field={editing === 'new' ? null : editing} mayChange={mayChange} onClose={() => setEditing(null)} />}
          {deleting && <DeleteFieldDialog field={deleting} onClose={() => setDeleting(null)} />}
        </>
      }
    >
      <ol aria-label={t('ownFields.list')} className="flex flex-col gap-2">
        {fields.map((field, index) => (
          // By keyboard the menu of each field moves it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={field.id}
            draggable={mayChange}
            onDragStart={() => setDragged(index)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => dragged !== null && event.preventDefault()}
            onDrop={() => dragged !== null && move(dragged, index)}
            className={cn('flex items-center gap-3 rounded-card border border-line p-3', field.state !== 'active' && 'bg-surface-2', dragged === index && 'opacity-50')}
          >
            {mayChange && <GripVertical size={16} className="shrink-0 cursor-grab text-ink-3 max-sm:hidden" aria-hidden />}
            <div className="min-w-0 flex-1">
              <h2 className="font-medium">
                <button type="button" className="max-w-full truncate text-start hover:underline" disabled={field.state === 'deleting'} onClick={() => setEditing(field)}>
                  <bdi>{field.label}</bdi>
                </button>
              </h2>
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-ink-3">
                {t(`ownFields.kind.${field.kind}`)}
                <code>{field.key}</code>
                {field.required && <span>{t('ownFields.required')}</span>}
                {field.requiredIn.length > 0 && <span>{t('ownFields.requiredIn.some', { count: field.requiredIn.length })}</span>}
              </p>
            </div>
            {field.sensitivity !== 'none' && (
              <span className="max-sm:hidden">
                <Badge tone="warn">{t(`ownFields.sensitivity.${field.sensitivity}`)}</Badge>
              </span>
            )}
            {(field.state === 'inactive' || field.state === 'deleting') && <Badge tone="neutral">{t(`ownFields.state.${field.state}`)}</Badge>}
            {mayChange && (
              <span className="flex shrink-0 items-center">
                <IconButton label={t('ownFields.up', { name: field.label })} size="sm" className="max-sm:hidden" disabled={index === 0} onClick={() => move(index, index - 1)}>
                  <ArrowUp size={16} aria-hidden />
                </IconButton>
                <IconButton label={t('ownFields.down', { name: field.label })} size="sm" className="max-sm:hidden" disabled={index === fields.length - 1} onClick={() => move(index, index + 1)}>
                  <ArrowDown size={16} aria-hidden />
                </IconButton>
                {field.state !== 'deleting' && (
                  <Menu
                    trigger={
                      <IconButton label={t('ownFields.menu', { name: field.label })} size="sm">
                        <Ellipsis size={16} aria-hidden />
                      </IconButton>
                    }
                  >
                    <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={() => setEditing(field)}>
                      {t('word.edit')}
                    </MenuItem>
                    <MenuItem icon={<ArrowUp size={16} aria-hidden />} disabled={index === 0} onSelect={() => move(index, index - 1)}>
                      {t('ownFields.up', { name: field.label })}
                    </MenuItem>
                    <MenuItem icon={<ArrowDown size={16} aria-hidden />} disabled={index === fields.length - 1} onSelect={() => move(index, index + 1)}>
                      {t('ownFields.down', { name: field.label })}
                    </MenuItem>
                    <MenuItem icon={field.state === 'inactive' ? <Eye size={16} aria-hidden /> : <EyeOff size={16} aria-hidden />} onSelect={() => toggle.mutate(field)}>
                      {t(field.state === 'inactive' ? 'ownFields.show' : 'ownFields.hide')}
                    </MenuItem>
                    <MenuSeparator />
                    <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => setDeleting(field)}>
                      {t('word.delete')}
                    </MenuItem>
                  </Menu>
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
    </SettingsPage>
  )
}
