import { type ReactNode, useId, useState } from 'react'
import type { DirectoryUser } from '@/api/types'
import { t } from '@/i18n/t'
import { Avatar } from '@/ui/Avatar'
import { cn } from '@/ui/cn'
import { matching } from '@/ui/options'
import type { Mention } from './mentions'

const OFFERED = 6

type Offer = {
  /// What the field says of itself while people are offered.
  attributes: { 'aria-autocomplete': 'list'; 'aria-controls': string; 'aria-activedescendant': string | undefined }
  /// Whether the key was for the list.
  onKey: (key: string) => boolean
  list: ReactNode
}

/// Offers colleagues after an "@", in whatever field it was typed: arrows choose, Enter or Tab takes, Escape leaves it as
/// typed. The field keeps the focus.
export function useMention(users: readonly DirectoryUser[], mention: Mention | null, onTake: (user: DirectoryUser) => void): Offer {
  const id = useId()
  const [active, setActive] = useState({ query: '', index: 0 })
  const [dismissed, setDismissed] = useState<number | null>(null)
  const offered =
    mention && mention.from !== dismissed
      ? matching(
          users.filter((user) => user.active).map((user) => ({ value: user.id, label: user.name })),
          mention.query,
        ).slice(0, OFFERED)
      : []
  const query = mention?.query ?? ''
  const current = active.query === query ? Math.min(active.index, offered.length - 1) : 0
  const move = (index: number) => setActive({ query, index })
  const take = (userId: string | undefined) => {
    const user = users.find((each) => each.id === userId)
    if (user) onTake(user)
  }
  const onKey = (key: string) => {
    if (offered.length === 0) return false
    if (key === 'ArrowDown') move((current + 1) % offered.length)
    else if (key === 'ArrowUp') move((current - 1 + offered.length) % offered.length)
    else if (key === 'Enter' || key === 'Tab') take(offered[current]?.value)
    else if (key === 'Escape') setDismissed(mention?.from ?? null)
    else return false
    return true
  }
  return {
    attributes: { 'aria-autocomplete': 'list', 'aria-controls': `${id}-people`, 'aria-activedescendant': offered.length > 0 ? `${id}-${current}` : undefined },
    onKey,
    list: (
      <>
        <span role="status" className="sr-only">
          {offered.length > 0 && t('editor.offered', { count: offered.length })}
        </span>
        {/* Keys are handled in the field; the list itself is never focused. */}
        {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div
          id={`${id}-people`}
          role="listbox"
          aria-label={t('editor.people')}
          hidden={offered.length === 0}
          className="absolute inset-x-2 top-full z-20 rounded-card border border-line bg-raised p-1 shadow-float"
        >
          {offered.map((user, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={user.value}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              className={cn('flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 touch:min-h-11', index === current && 'bg-hover')}
              onPointerMove={() => move(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(user.value)}
            >
              <Avatar name={user.label} size="sm" />
              <bdi>{user.label}</bdi>
            </div>
          ))}
        </div>
      </>
    ),
  }
}
