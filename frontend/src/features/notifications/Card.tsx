import type { ReactNode } from 'react'

type Props = { id: string; title: string; hint?: string | undefined; children: ReactNode }

/// One subject of the settings.
export function Card({ id, title, hint, children }: Props) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4 rounded-card border border-line p-4 sm:p-5">
      <div>
        <h2 id={id} className="text-14 font-semibold">
          {title}
        </h2>
        {hint !== undefined && <p className="text-12 text-ink-3">{hint}</p>}
      </div>
      {children}
    </section>
  )
}
