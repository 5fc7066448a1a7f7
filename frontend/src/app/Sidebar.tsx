import { Link } from '@tanstack/react-router'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { tip } from '@/ui/tip'
import { useMedia } from '@/ui/useMedia'
import { NAV_GROUPS, navigationFor, type NavItem } from './navigation'
import { Waiting } from './Waiting'

/// 232 px on a desktop, a rail of icons on a tablet; phones have the bottom bar.
export function Sidebar() {
  const me = useMe()
  const rail = useMedia('(max-width: 1023.98px)')
  const items = navigationFor(me)
  return (
    <nav aria-label={t('shell.nav')} className="hidden w-14 shrink-0 flex-col gap-4 overflow-y-auto p-2 sm:flex lg:w-58 lg:p-3 print:hidden">
      <div className="flex items-center gap-2.5 lg:px-1 lg:pt-0.5">
        <span aria-hidden="true" className="flex size-8 shrink-0 items-center justify-center rounded-card bg-solid text-14 font-semibold text-on-solid max-lg:mx-auto">
          {me.tenant.name.slice(0, 1).toLocaleUpperCase()}
        </span>
        <span className="hidden min-w-0 flex-col lg:flex">
          <span className="truncate font-semibold">{me.tenant.name}</span>
          <span dir="auto" className="truncate text-start text-12 text-ink-2">
            {me.user.name}
            {me.roles[0] && <> · {me.roles[0].name}</>}
          </span>
        </span>
      </div>
      {NAV_GROUPS.map((group) => {
        const shown = items.filter((item) => item.group === group)
        if (shown.length === 0) return null
        return (
          <div key={group} className="flex flex-col">
            <h2 className="hidden px-2 pb-1 text-12 text-ink-3 lg:block">{t(`nav.${group}`)}</h2>
            <ul className="flex flex-col gap-0.5">
              {shown.map((item) => (
                <li key={item.to}>
                  <NavLink item={item} tipped={rail} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}

function NavLink({ item, tipped }: { item: NavItem; tipped: boolean }) {
  return (
    <Link
      to={item.to}
      {...(tipped ? tip(t(item.label), { keys: item.keys, side: 'end' }) : {})}
      activeOptions={{ exact: item.to === '/', includeSearch: false }}
      className="relative flex h-8 items-center gap-2.5 rounded-control border border-transparent px-2 text-ink-2 transition-colors duration-120 hover:bg-hover hover:text-ink touch:h-11 max-lg:justify-center"
      activeProps={{ className: 'bg-surface border-line! font-medium text-ink! shadow-lift' }}
    >
      <item.icon size={16} aria-hidden />
      <span className="max-lg:sr-only">{t(item.label)}</span>
      {item.waits && <Waiting className="ms-auto max-lg:absolute max-lg:end-0.5 max-lg:top-0.5" />}
    </Link>
  )
}
