import { EllipsisVertical, Eraser, Eye, History, Merge, Recycle, Share2, ShieldQuestion, Star, Trash2, UserRoundCheck, UserRoundPlus } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { t } from '@/i18n/t'
import { IconButton } from '@/ui/Button'
import { Menu, MenuItem, MenuSeparator } from '@/ui/Menu'

const MuteItem = lazy(() => import('./MuteItem').then((module) => ({ default: module.MuteItem })))

/// What can be opened over a record.
export type Opened = 'reassign' | 'ask' | 'giveBack' | 'shares' | 'history' | 'task' | 'unmask' | 'explain' | 'merge' | 'erase'

type Props = {
  offered: ReadonlySet<Opened>
  onOpen: (what: Opened) => void
  onDelete: (() => void) | null
  mute: { object: string; id: string; title: string } | null
  /// Where the head of the page has no room for it.
  star: { is: boolean; onToggle: () => void } | null
}

const ITEMS = [
  { what: 'reassign', label: 'record.reassign', Icon: UserRoundCheck },
  { what: 'ask', label: 'record.ask', Icon: UserRoundPlus },
  { what: 'giveBack', label: 'record.giveBack', Icon: Recycle },
  { what: 'shares', label: 'shares.title', Icon: Share2 },
  { what: 'history', label: 'history.title', Icon: History },
  { what: 'merge', label: 'merge.open', Icon: Merge },
  { what: 'explain', label: 'insight.explain', Icon: ShieldQuestion },
  { what: 'unmask', label: 'insight.unmask', Icon: Eye },
  { what: 'erase', label: 'erase.open', Icon: Eraser },
] as const

export function RecordMenu({ offered, onOpen, onDelete, mute, star }: Props) {
  return (
    <Menu
      trigger={
        <IconButton label={t('record.more')}>
          <EllipsisVertical size={16} aria-hidden />
        </IconButton>
      }
    >
      {star && (
        <MenuItem icon={<Star size={16} aria-hidden />} onSelect={star.onToggle}>
          {t(star.is ? 'record.unstar' : 'record.star')}
        </MenuItem>
      )}
      {ITEMS.filter(({ what }) => offered.has(what)).map(({ what, label, Icon }) => (
        <MenuItem key={what} icon={<Icon size={16} aria-hidden />} onSelect={() => onOpen(what)}>
          {t(label)}
        </MenuItem>
      ))}
      {mute && (
        <Suspense>
          <MuteItem {...mute} />
        </Suspense>
      )}
      {onDelete && (
        <>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={onDelete}>
            {t('record.delete')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
