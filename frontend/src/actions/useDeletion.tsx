import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { t } from '@/i18n/t'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { toast } from '@/ui/toast'

type Options<T> = {
  send: (gone: T) => Promise<unknown>
  title: (asked: T) => string
  text: ReactNode
  said: (gone: T) => string
  reload: () => void
}

/// Deletes what no trash keeps: asks first, and shows the refusal where it asked.
export function useDeletion<T>({ send, title, text, said, reload }: Options<T>): { ask: (asked: T) => void; dialog: ReactNode } {
  const [asked, setAsked] = useState<T | null>(null)
  const remove = useMutation({
    mutationFn: send,
    meta: { shown: true },
    onSuccess: (_, gone) => {
      toast(said(gone))
      setAsked(null)
      reload()
    },
  })
  const close = () => {
    setAsked(null)
    remove.reset()
  }
  const dialog = asked !== null && (
    <ConfirmDialog title={title(asked)} text={text} confirm={t('word.delete')} danger busy={remove.isPending} error={remove.error} onConfirm={() => remove.mutate(asked)} onClose={close} />
  )
  return { ask: setAsked, dialog }
}
