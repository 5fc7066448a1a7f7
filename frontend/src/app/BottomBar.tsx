import { Link } from '@tanstack/react-router'
import { CircleUserRound, Menu as MenuIcon } from 'lucide-react'
import { useState } from 'react'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Sheet } from '@/ui/Dialog'
import { navigationFor } from './navigation'
import { Waiting } from './Waiting'

// As many as a thumb can tell apart, plus "More".
const DIRECT = 4
const ITEM = 'flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-11 font-medium text-ink-2'

export function BottomBar() {
  const me = useMe()
  const items = navigationFor(me)
  const [more, setMore] = useState(false)
  return (
    <nav
      aria-label={t('shell.nav')}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
    >
      {items.slice(0, DIRECT).map((item) => (
        <Link
          key={item.to}
          to={item.to}
          activeOptions={{ exact: item.to === '/', includeSearch: false }}
          className={ITEM}
          activeProps={{ className: 'text-accent!' }}
        >
          <item.icon size={20} aria-hidden />
          {t(item.label)}
        </Link>
      ))}
      <button type="button" className={ITEM} aria-haspopup="dialog" onClick={() => setMore(true)}>
        <MenuIcon size={20} aria-hidden />
        {t('shell.more')}
      </button>
      <Sheet open={more} onOpenChange={setMore} title={me.tenant.name} description={me.user.name}>
        <ul className="flex flex-col">
          {items.map((item) => (
            <li key={item.to}>
              <Link to={item.to} className="flex h-12 items-center gap-3 rounded-control px-2 hover:bg-hover" onClick={() => setMore(false)}>
                <item.icon size={18} aria-hidden />
                {t(item.label)}
                {item.waits && <Waiting className="ms-auto" />}
              </Link>
            </li>
          ))}
          <li>
            <Link to="/profile" className="flex h-12 items-center gap-3 rounded-control px-2 hover:bg-hover" onClick={() => setMore(false)}>
              <CircleUserRound size={18} aria-hidden />
              {t('account.profile')}
            </Link>
          </li>
        </ul>
      </Sheet>
    </nav>
  )
}
