import { cn } from './cn'

const TINT = ['bg-info-soft text-info', 'bg-ok-soft text-ok', 'bg-warn-soft text-warn', 'bg-bad-soft text-bad', 'bg-ai-soft text-ai', 'bg-soft text-soft-ink']
const SIZE = { xs: 'size-4 text-[8px]', sm: 'size-5 text-[9px]', md: 'size-7 text-11', lg: 'size-10 text-14' }

export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0]?.[0] ?? ''
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''
  return (first + last).toLocaleUpperCase()
}

/// The same person has the same tint everywhere.
export function tintOf(name: string): string {
  let hash = 0
  for (let i = 0; i < name.length; i++) hash = (hash * 31 + name.charCodeAt(i)) | 0
  return TINT[Math.abs(hash) % TINT.length] ?? ''
}

/// Decoration beside a written name: hidden from screen readers, and its letters are not text.
export function Avatar({ name, size = 'md' }: { name: string; size?: keyof typeof SIZE }) {
  return (
    <span
      aria-hidden="true"
      data-initials={initials(name)}
      className={cn('inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none', SIZE[size], tintOf(name), 'before:content-[attr(data-initials)]')}
    />
  )
}
