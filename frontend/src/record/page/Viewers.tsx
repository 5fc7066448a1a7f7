import type { DirectoryUser } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Avatar } from '@/ui/Avatar'
import { cn } from '@/ui/cn'
import { useViewers } from './useViewers'

const FACES = 3

type Props = { object: string; id: string; users: readonly DirectoryUser[]; className?: string }

/// Who else looks at the record right now, so that two don't call the same customer.
export function Viewers({ object, id, users, className }: Props) {
  const me = useMe()
  const here = useViewers(object, id)
  const others = users.filter((user) => user.id !== me.user.id && here.includes(user.id)).map((user) => user.name)
  const [first] = others
  return (
    <p role="status" className={cn('flex min-w-0 items-center gap-1.5 text-12 text-ink-2', className, first === undefined && 'hidden')} title={others.join(', ')}>
      {first !== undefined && (
        <>
          <span className="flex shrink-0 -space-x-1.5 rtl:space-x-reverse">
            {others.slice(0, FACES).map((name) => (
              <span key={name} className="flex rounded-full ring-2 ring-surface">
                <Avatar name={name} size="sm" />
              </span>
            ))}
          </span>
          <span className="truncate">{t('record.viewers', { name: first, more: others.length - 1 })}</span>
        </>
      )}
    </p>
  )
}
