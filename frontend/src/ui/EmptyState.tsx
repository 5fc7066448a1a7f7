import { Lock, SearchX, Sprout } from 'lucide-react'
import type { ReactNode } from 'react'

const ICON = { first: Sprout, noMatch: SearchX, noRights: Lock }

type Props = {
  /// `first`: nothing was ever made · `noMatch`: filters leave nothing · `noRights`: ask someone.
  kind: keyof typeof ICON
  title: string
  text?: ReactNode
  action?: ReactNode
}

export function EmptyState({ kind, title, text, action }: Props) {
  const Icon = ICON[kind]
  return (
    <div className="flex flex-col items-center justify-center gap-3 px-6 py-12 text-center">
      <span className="flex size-11 items-center justify-center rounded-full bg-soft text-soft-ink">
        <Icon size={20} aria-hidden />
      </span>
      <div className="max-w-sm">
        <h2 className="text-14 font-semibold">{title}</h2>
        {text !== undefined && <p className="mt-1 text-ink-2">{text}</p>}
      </div>
      {action !== undefined && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
