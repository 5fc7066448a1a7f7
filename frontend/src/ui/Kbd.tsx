import { cn } from './cn'

const MAC = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
const SYMBOL: Record<string, string> = {
  Mod: MAC ? '⌘' : 'Ctrl',
  Shift: MAC ? '⇧' : 'Shift',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/// Keys as the action registry names them: "G L" is one after the other, "Mod+K" is together.
export function Kbd({ keys, inverse = false }: { keys: string; inverse?: boolean }) {
  return (
    <span className="inline-flex gap-1" dir="ltr">
      {keys.split(' ').map((chord) => (
        <kbd
          key={chord}
          className={cn(
            'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-chip border px-1 font-sans text-11',
            inverse ? 'border-ink-2 text-surface' : 'border-line-strong bg-surface-2 text-ink-2',
          )}
        >
          {chord
            .split('+')
            .map((key) => SYMBOL[key] ?? key)
            .join(MAC ? '' : '+')}
        </kbd>
      ))}
    </span>
  )
}
