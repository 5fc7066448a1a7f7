import type { ReactNode } from 'react'

export function Card({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="overflow-hidden rounded-sheet border border-line">
      <header className="flex h-11 items-center justify-between gap-3 border-b border-line ps-4 pe-3">
        <h2 className="font-semibold">{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}

export const CARD_LINK = 'rounded-chip text-12 font-medium text-accent hover:underline touch:flex touch:h-11 touch:items-center'
