import { safe } from './markdown'

/// What somebody typed as the address of a link, as one: a page, a mailbox or a telephone.
export function addressOf(typed: string): string | null {
  const text = typed.trim()
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return safe(`mailto:${text}`)
  if (/^\+?[\d ()-]{6,20}$/.test(text)) return safe(`tel:${text.replace(/[^\d+]/g, '')}`)
  if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/u.test(text)) return safe(`https://${text}`)
  return safe(text)
}
