import { Check } from 'lucide-react'
import { Fragment, type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react'
import { t } from '@/i18n/t'
import { cn } from './cn'
import { Kbd } from './Kbd'
import { matching, type Option } from './options'

type Props = {
  label: string
  options: readonly Option[]
  selected: readonly string[]
  onPick: (value: string) => void
  placeholder?: string
  multiple?: boolean
  /// Enter on an empty result, e.g. to add a new tag.
  onCreate?: (text: string) => void
  onKeyDown?: (event: KeyboardEvent) => void
  footer?: ReactNode
  searchable?: boolean
  /// The options are found elsewhere (on the server) by what was typed, and are shown as they come.
  onQuery?: (text: string) => void
  /// More room: the list is all there is.
  tall?: boolean
}

// More than this is never read; typing narrows.
const SHOWN = 80
const TYPEAHEAD_MS = 800

/// A list one types into: the heart of every select, picker and filter. Focus stays in the field, the list follows by
/// `aria-activedescendant`.
export function OptionList({ label, options, selected, onPick, placeholder, multiple = false, onCreate, onKeyDown, footer, onQuery, tall = false, searchable = onQuery !== undefined || options.length > 6 }: Props) {
  const id = useId()
  const [query, setQuery] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const found = onQuery !== undefined
  const shown = useMemo(() => (found ? options : matching(options, query)).slice(0, SHOWN), [options, query, found])
  const [active, setActive] = useState(() => Math.max(0, options.findIndex((o) => selected.includes(o.value))))
  const current = Math.min(active, shown.length - 1)

  const move = (to: number) => {
    const next = (to + shown.length) % Math.max(shown.length, 1)
    setActive(next)
    list.current?.querySelectorAll('[role=option]')[next]?.scrollIntoView?.({ block: 'nearest' })
  }
  // A short list has no search field: letters jump to the option that begins with them.
  const typed = useRef({ text: '', at: 0 })
  const jump = (letter: string) => {
    const { text, at } = typed.current
    typed.current = { text: Date.now() - at < TYPEAHEAD_MS ? text + letter : letter, at: Date.now() }
    const [best] = matching(shown, typed.current.text)
    if (best) move(shown.indexOf(best))
  }
  const keys = (event: KeyboardEvent) => {
    onKeyDown?.(event)
    if (event.defaultPrevented) return
    if (!searchable && event.key.length === 1 && !event.ctrlKey && !event.metaKey) jump(event.key)
    else if (event.key === 'ArrowDown') move(current + 1)
    else if (event.key === 'ArrowUp') move(current - 1)
    else if (event.key === 'Home' && query === '') move(0)
    else if (event.key === 'End' && query === '') move(shown.length - 1)
    else if (event.key === 'Enter') {
      const option = shown[current]
      if (option && !option.disabled) onPick(option.value)
      else if (!option && onCreate && query.trim() !== '') onCreate(query.trim())
    } else return
    event.preventDefault()
  }

  return (
    <div className="relative flex min-w-0 flex-col">
      <input
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown[current] ? `${id}-${current}` : undefined}
        // Never both: a hidden field as wide as the page would make the page wider.
        className={searchable ? 'h-9 w-full border-b border-line bg-transparent px-3 outline-none touch:h-11' : 'sr-only'}
        placeholder={placeholder ?? t('pick.search')}
        value={query}
        readOnly={!searchable}
        onChange={(e) => {
          setQuery(e.target.value)
          setActive(0)
          onQuery?.(e.target.value)
        }}
        onKeyDown={keys}
      />
      {/* Keys are handled in the field above; the list itself is never focused. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} aria-multiselectable={multiple || undefined} className={cn('overflow-y-auto p-1', tall ? 'max-h-[min(60dvh,480px)]' : 'max-h-72')}>
        {shown.map((option, index) => {
          const chosen = selected.includes(option.value)
          const heading = option.group !== undefined && option.group !== shown[index - 1]?.group ? option.group : null
          return (
            <Fragment key={option.value}>
            {heading !== null && (
              <div role="presentation" className="px-2 pt-2 pb-1 text-11 font-medium text-ink-3">
                {heading}
              </div>
            )}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
            <div
              id={`${id}-${index}`}
              role="option"
              aria-selected={chosen}
              aria-disabled={option.disabled || undefined}
              className={cn(
                'flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 touch:min-h-11',
                index === current && 'bg-hover',
                option.disabled === true && 'text-ink-3',
              )}
              onPointerMove={() => setActive(index)}
              onMouseDown={(e) => e.preventDefault()}
              onClick={() => option.disabled !== true && onPick(option.value)}
            >
              {multiple && (
                <span
                  className={cn(
                    'flex size-4 items-center justify-center rounded-chip border',
                    chosen ? 'border-solid bg-solid text-on-solid' : 'border-control',
                  )}
                >
                  {chosen && <Check size={12} aria-hidden />}
                </span>
              )}
              {option.icon}
              <span className="min-w-0 flex-1 truncate">
                <bdi>{option.label}</bdi>
              </span>
              {option.hint !== undefined && <span className="truncate text-12 text-ink-3">{option.hint}</span>}
              {option.keys !== undefined && <Kbd keys={option.keys} />}
              {!multiple && chosen && <Check size={14} className="text-accent" aria-hidden />}
            </div>
            </Fragment>
          )
        })}
      </div>
      {shown.length === 0 && (
        <p className="px-3 pt-1 pb-3 text-12 text-ink-3" role="status">
          {onCreate && query.trim() !== '' ? t('pick.create', { text: query.trim() }) : t('pick.none')}
        </p>
      )}
      {footer}
    </div>
  )
}
