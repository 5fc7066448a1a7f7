import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import type { Side } from './place'
import { Spinner } from './Spinner'
import { tip } from './tip'

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'soft'
type Size = 'md' | 'sm' | 'lg'

const VARIANT = {
  primary: 'bg-solid text-on-solid shadow-lift hover:bg-[color-mix(in_oklch,var(--solid)_90%,var(--ink))]',
  secondary: 'bg-raised text-ink border border-line-strong shadow-lift hover:bg-[color-mix(in_oklch,var(--raised)_96%,var(--ink))]',
  quiet: 'text-ink-2 enabled:hover:bg-hover enabled:hover:text-ink enabled:active:bg-press',
  danger: 'bg-raised text-bad border border-line-strong shadow-lift hover:bg-bad-soft',
  soft: 'bg-soft text-soft-ink hover:bg-[color-mix(in_oklch,var(--soft)_92%,var(--ink))]',
} satisfies Record<Variant, string>

const SIZE = {
  sm: 'h-hit-dense px-2 text-13',
  md: 'h-hit px-3 text-13',
  lg: 'h-10 px-4 text-14 touch:h-12',
} satisfies Record<Size, string>

const SHARED =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap select-none ' +
  'transition-colors duration-120 disabled:text-ink-3 disabled:shadow-none aria-disabled:text-ink-3'

// What has no surface gets none from being switched off.
const OFF = 'disabled:bg-surface-2 disabled:border-line disabled:border'

export type ButtonProps = ComponentProps<'button'> & {
  variant?: Variant
  size?: Size
  icon?: ReactNode
  busy?: boolean
}

export function Button({ variant = 'secondary', size = 'md', icon, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={cn(SHARED, VARIANT[variant], variant !== 'quiet' && OFF, SIZE[size], className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}

export type IconButtonProps = Omit<ButtonProps, 'icon' | 'children'> & {
  label: string
  /// Shown after the label in the tooltip, e.g. "G L".
  keys?: string | undefined
  side?: Side
  children: ReactNode
}

/// An icon alone is always named: the label is its accessible name and its tooltip.
export function IconButton({ label, keys, side, variant = 'quiet', size = 'md', className, children, busy = false, disabled, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className={cn(SHARED, VARIANT[variant], variant !== 'quiet' && OFF, size === 'sm' ? 'size-hit-dense' : 'size-hit', className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...tip(label, { keys, side })}
      {...rest}
    >
      {busy ? <Spinner /> : children}
    </button>
  )
}
