import { useMutation } from '@tanstack/react-query'
import type { Saving } from '@/ui/FormSheet'
import { toast } from '@/ui/toast'

type Options<W, S> = {
  send: (wish: W, version: number) => Promise<S>
  /// The message; null when what follows says it.
  said: (saved: S) => string | null
  /// Reads anew what the list shows.
  reload: () => void
  onSaved?: (saved: S) => void
  onClose: () => void
}

/// Sends the form of a `FormSheet`: message, fresh list, closed sheet. A refusal stays in the sheet.
export function useSave<W, S>({ send, said, reload, onSaved, onClose }: Options<W, S>): Saving<W> {
  const { error, isPending, mutate } = useMutation({
    mutationFn: ({ wish, version }: { wish: W; version: number }) => send(wish, version),
    meta: { shown: true },
    onSuccess: (saved) => {
      reload()
      onClose()
      const words = said(saved)
      if (words !== null) toast(words)
      onSaved?.(saved)
    },
  })
  return { error, isPending, save: (wish, version) => mutate({ wish, version }), reload }
}
