import { type ReactNode, useState } from 'react'
import { t } from '@/i18n/t'
import { Button } from './Button'
import { Dialog, Sheet } from './Dialog'
import { DiscardDialog } from './DiscardDialog'

type Props = {
  title: string
  description?: ReactNode
  /// A sheet stands beside what it belongs to; a dialog asks for something new.
  as?: 'dialog' | 'sheet'
  size?: 'sm' | 'md' | 'lg'
  dirty: boolean
  busy?: boolean
  submit: string
  /// Why it cannot be sent now; false hides the button (a form one may only read).
  canSubmit?: boolean
  aside?: ReactNode
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/// One form in a dialog or a sheet. Mounted while it is open; closing asks only when something would be lost.
export function FormDialog({ title, description, as = 'dialog', size, dirty, busy = false, submit, canSubmit = true, aside, onSubmit, onClose, children }: Props) {
  const [asking, setAsking] = useState(false)
  const close = () => (dirty ? setAsking(true) : onClose())
  const shared = {
    open: true,
    onOpenChange: (open: boolean) => !open && close(),
    title,
    ...(description === undefined ? {} : { description }),
    ...(canSubmit ? { onSubmit: () => !busy && onSubmit() } : {}),
    footer: (
      <>
        {aside !== undefined && <span className="me-auto flex flex-wrap gap-2">{aside}</span>}
        <Button onClick={close}>{canSubmit ? t('word.cancel') : t('dialog.close')}</Button>
        {canSubmit && (
          <Button type="submit" variant="primary" busy={busy}>
            {submit}
          </Button>
        )}
      </>
    ),
    children,
  }
  return (
    <>
      {as === 'sheet' ? <Sheet {...shared} /> : <Dialog {...shared} {...(size === undefined ? {} : { size })} />}
      {asking && <DiscardDialog onKeep={() => setAsking(false)} onDiscard={onClose} />}
    </>
  )
}
