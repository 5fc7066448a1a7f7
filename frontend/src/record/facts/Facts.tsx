import { ChevronDown, Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { DirectoryUser, FieldMeta, ObjectMeta, RecordView } from '@/api/types'
import { t, tOr } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Fact } from './Fact'
import { type Section, sectionsOf } from './sections'

type Props = {
  meta: ObjectMeta
  record: RecordView
  users: readonly DirectoryUser[]
  currency: string
  /// Shown elsewhere on the page.
  omit: readonly string[]
  changed: ReadonlySet<string>
  onSave: (field: FieldMeta, value: unknown) => void
  /// Fields that change in another way than by writing: pressing one calls this.
  onSpecial?: Partial<Record<string, () => void>>
}

const CLOSED_AT_FIRST = ['tracking', 'system']

/// Everything known about a record, edited where it stands.
export function Facts({ meta, record, users, currency, omit, changed, onSave, onSpecial = {} }: Props) {
  const [showEmpty, setShowEmpty] = useState(false)
  const sections = sectionsOf(meta, record, showEmpty, omit)
  const hidden = sections.reduce((sum, section) => sum + section.hidden, 0)
  return (
    <div className="flex flex-col gap-4">
      {sections
        .filter((section) => section.fields.length > 0)
        .map((section) => (
          <Group key={section.key} section={section}>
            {section.fields.map((field) => (
              <Fact
                key={field.key}
                field={field}
                value={record[field.key]}
                users={users}
                currency={currency}
                mayEdit={(record.can?.update ?? false) && field.editable && field.visibility === 'clear'}
                changed={changed.has(field.key)}
                onSave={onSave}
                {...(onSpecial[field.key] ? { onSpecial: onSpecial[field.key] } : {})}
              />
            ))}
          </Group>
        ))}
      {(hidden > 0 || showEmpty) && (
        <Button
          size="sm"
          variant="quiet"
          className="-ms-2 self-start"
          aria-pressed={showEmpty}
          icon={showEmpty ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
          onClick={() => setShowEmpty((on) => !on)}
        >
          {showEmpty ? t('facts.hideEmpty') : t('facts.showEmpty', { count: hidden })}
        </Button>
      )}
    </div>
  )
}

function Group({ section, children }: { section: Section; children: React.ReactNode }) {
  const [open, setOpen] = useState(!CLOSED_AT_FIRST.includes(section.key))
  const name = tOr(`section.${section.key}`, section.key)
  return (
    <section aria-label={name}>
      <h2>
        <button
          type="button"
          aria-expanded={open}
          className="-ms-1 mb-0.5 flex h-7 items-center gap-1 rounded-chip px-1 text-12 font-medium text-ink-3 hover:text-ink touch:h-11"
          onClick={() => setOpen((on) => !on)}
        >
          {name}
          <ChevronDown size={12} className={cn('transition-transform duration-120', !open && '-rotate-90 rtl:rotate-90')} aria-hidden />
        </button>
      </h2>
      {open && <dl className="flex flex-col">{children}</dl>}
    </section>
  )
}
