import { ArrowDown, ArrowUp, Ellipsis, EyeOff, Eye, Plus, Trash2 } from 'lucide-react'
import type { FieldOption } from '@/api/fields'
import type { Tone } from '@/api/types'
import { t } from '@/i18n/t'
import { Badge, StatusPill } from '@/ui/Badge'
import { Button, IconButton } from '@/ui/Button'
import { Input } from '@/ui/Input'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'
import { Select } from '@/ui/Select'
import { moved } from './draft'

const COLORS: readonly Tone[] = ['neutral', 'info', 'accent', 'warn', 'ok', 'bad']

type Props = { options: FieldOption[]; saved: readonly string[]; disabled: boolean; onChange: (options: FieldOption[]) => void }

/// The choices of a field, in the order they are offered.
export function OptionsEditor({ options, saved, disabled, onChange }: Props) {
  const set = (index: number, change: Partial<FieldOption>) => onChange(options.map((option, i) => (i === index ? { ...option, ...change } : option)))
  return (
    <div className="flex flex-col gap-2">
      <ol aria-label={t('ownFields.options')} className="flex flex-col gap-2">
        {options.map((option, index) => {
          const name = option.label || t('ownFields.option', { place: index + 1 })
          return (
            // The place is the identity: values come with saving.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className="flex items-center gap-2">
              <Input aria-label={t('ownFields.option', { place: index + 1 })} disabled={disabled} value={option.label} onChange={(e) => set(index, { label: e.target.value })} className="min-w-0 flex-1" />
              {option.retired === true ? (
                <Badge tone="neutral">{t('ownFields.option.retired')}</Badge>
              ) : (
                <Select
                  label={t('ownFields.option.color', { name })}
                  placeholder={t('ownFields.option.color.none')}
                  clearable
                  disabled={disabled}
                  value={option.color ?? null}
                  options={COLORS.map((color) => ({ value: color, label: color, icon: <StatusPill label="" color={color} className="h-4 w-4 justify-center px-0" /> }))}
                  onChange={(color) => set(index, { color: color ?? undefined })}
                  className="w-32 max-sm:hidden"
                />
              )}
              {!disabled && (
                <Menu
                  trigger={
                    <IconButton label={t('ownFields.menu', { name })} size="sm">
                      <Ellipsis size={16} aria-hidden />
                    </IconButton>
                  }
                >
                  <MenuItem icon={<ArrowUp size={16} aria-hidden />} disabled={index === 0} onSelect={() => onChange(moved(options, index, index - 1))}>
                    {t('ownFields.option.up', { name })}
                  </MenuItem>
                  <MenuItem icon={<ArrowDown size={16} aria-hidden />} disabled={index === options.length - 1} onSelect={() => onChange(moved(options, index, index + 1))}>
                    {t('ownFields.option.down', { name })}
                  </MenuItem>
                  <MenuSeparator />
                  {saved.includes(option.value) &&
                    (option.retired === true ? (
                      <MenuItem icon={<Eye size={16} aria-hidden />} onSelect={() => set(index, { retired: undefined })}>
                        {t('ownFields.option.revive', { name })}
                      </MenuItem>
                    ) : (
                      <MenuItem icon={<EyeOff size={16} aria-hidden />} onSelect={() => set(index, { retired: true })}>
                        {t('ownFields.option.retire', { name })}
                      </MenuItem>
                    ))}
                  <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={() => onChange(options.toSpliced(index, 1))}>
                    {t('ownFields.option.remove', { name })}
                  </MenuItem>
                </Menu>
              )}
            </li>
          )
        })}
      </ol>
      {!disabled && (
        <Button size="sm" className="self-start" icon={<Plus size={14} aria-hidden />} onClick={() => onChange([...options, { value: '', label: '' }])}>
          {t('ownFields.option.new')}
        </Button>
      )}
    </div>
  )
}
