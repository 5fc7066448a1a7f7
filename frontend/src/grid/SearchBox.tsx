import { Search, X } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { t } from '@/i18n/t'
import { cn } from '@/ui/cn'

const PAUSE_MS = 250

type Props = { value: string; onChange: (text: string) => void; ref?: RefObject<HTMLInputElement | null>; className?: string }

/// Searches after a short pause in typing; the address follows what was searched, not each key.
export function SearchBox({ value, onChange, ref, className }: Props) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  // The address changed by other means (back, another view): show that.
  if (value !== known) {
    setKnown(value)
    setText(value)
  }
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => {
      setKnown(text)
      onChange(text)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <div className={cn('relative', className)}>
      <Search size={14} className="pointer-events-none absolute inset-y-0 start-2 my-auto text-ink-3" aria-hidden />
      <input
        ref={ref}
        type="search"
        aria-label={t('grid.search')}
        placeholder={t('grid.search')}
        className="h-hit-dense w-full rounded-control border border-transparent bg-surface-2 ps-7 pe-7 ring-1 ring-line ring-inset hover:ring-line-strong focus-visible:bg-raised [&::-webkit-search-cancel-button]:hidden"
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Escape') {
            if (text === '') e.currentTarget.blur()
            else setText('')
          }
        }}
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={t('grid.dropSearch')}
          className="absolute inset-y-0 end-0 flex w-7 items-center justify-center text-ink-3 hover:text-ink"
          onClick={() => setText('')}
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </div>
  )
}
