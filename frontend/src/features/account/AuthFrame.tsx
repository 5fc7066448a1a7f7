import type { ReactNode } from 'react'
import '@/i18n/packs/account'
import { t } from '@/i18n/t'

/// The quiet page before the shell: the mark, a title, one form.
export function AuthFrame({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-canvas px-4 py-8 sm:justify-center">
      <div className="w-full max-w-95">
        <div className="mb-6 flex items-center gap-2.5 ps-1">
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span className="text-16 font-semibold">{t('app.name')}</span>
        </div>
        <div className="rounded-sheet border border-line bg-surface p-5 shadow-lift sm:p-7">
          <h1 className="text-20 font-semibold">{title}</h1>
          <p className="mb-5 text-ink-2">{lead}</p>
          {children}
        </div>
      </div>
    </main>
  )
}
