import type { ReactNode } from 'react'
import { Dialog } from '@/ui/Dialog'
import { ProblemAlert } from '@/ui/ProblemAlert'

export type Step = { title: string; error: unknown; onClose: () => void }

export function Frame({ title, error, onClose, description, footer, onSubmit, wide = false, children }: Step & { description?: string; wide?: boolean; footer: ReactNode; onSubmit?: () => void; children: ReactNode }) {
  return (
    <Dialog open size={wide ? 'xl' : 'lg'} onOpenChange={(open) => !open && onClose()} title={title} {...(description === undefined ? {} : { description })} {...(onSubmit === undefined ? {} : { onSubmit })} footer={footer}>
      <div className="flex flex-col gap-4">
        <ProblemAlert error={error} />
        {children}
      </div>
    </Dialog>
  )
}
