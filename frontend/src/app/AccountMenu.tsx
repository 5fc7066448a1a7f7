import { useNavigate } from '@tanstack/react-router'
import { CircleUserRound, Contrast, Keyboard, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { signOut } from '@/api/auth'
import { session } from '@/api/session'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { waiting } from '@/offline/waiting'
import { Avatar } from '@/ui/Avatar'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '@/ui/Menu'
import { setDensity, setTheme, useDensity, useTheme } from '@/ui/theme'

const SignOutDialog = lazy(() => import('./SignOutDialog').then((module) => ({ default: module.SignOutDialog })))

/// With the session goes what this device kept; looking through somebody else's eyes has kept nothing.
async function leaveForGood(): Promise<void> {
  const own = session.viewing() === null
  await signOut()
  if (own) await import('@/offline/queue').then(({ forget }) => forget()).catch(() => indexedDB.deleteDatabase('sangam.offline'))
}

export function AccountMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const me = useMe()
  const navigate = useNavigate()
  const theme = useTheme()
  const density = useDensity()
  // To the bare sign-in page: the next person at this screen is not led to where this one was.
  const leave = () => void leaveForGood().finally(() => navigate({ to: '/sign-in', search: {} }))
  const [unsure, setUnsure] = useState(false)
  return (
    <>
      <Menu
        trigger={
          // On a phone a page inside another one leaves its room to the title: one step back it is there again.
          <button type="button" aria-label={t('account.menu')} className="flex max-sm:in-data-inner:hidden size-hit items-center justify-center rounded-full hover:bg-hover">
            <Avatar name={me.user.name} />
          </button>
        }
      >
        <MenuLabel>
          <span className="block font-semibold text-ink">{me.user.name}</span>
          {me.user.email}
        </MenuLabel>
        <MenuSeparator />
        <MenuItem icon={<CircleUserRound size={16} aria-hidden />} onSelect={() => void navigate({ to: '/profile' })}>
          {t('account.profile')}
        </MenuItem>
        <MenuItem icon={<Keyboard size={16} aria-hidden />} keys="?" onSelect={onShortcuts}>
          {t('shortcuts.title')}
        </MenuItem>
        <MenuSeparator />
        <MenuChoice
          label={t('theme.label')}
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'system', label: t('theme.system'), icon: <Monitor size={16} aria-hidden /> },
            { value: 'light', label: t('theme.light'), icon: <Sun size={16} aria-hidden /> },
            { value: 'dark', label: t('theme.dark'), icon: <Moon size={16} aria-hidden /> },
            { value: 'contrast', label: t('theme.contrast'), icon: <Contrast size={16} aria-hidden /> },
          ]}
        />
        <MenuSeparator />
        <MenuChoice
          label={t('density.label')}
          value={density}
          onChange={setDensity}
          options={[
            { value: 'compact', label: t('density.compact') },
            { value: 'cozy', label: t('density.cozy') },
            { value: 'roomy', label: t('density.roomy') },
          ]}
        />
        <MenuSeparator />
        <MenuItem icon={<LogOut size={16} className="mirror" aria-hidden />} onSelect={() => (waiting.get().length > 0 && session.viewing() === null ? setUnsure(true) : leave())}>
          {t('account.signOut')}
        </MenuItem>
      </Menu>
      <Suspense>{unsure && <SignOutDialog onConfirm={leave} onClose={() => setUnsure(false)} />}</Suspense>
    </>
  )
}
