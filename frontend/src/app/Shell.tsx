import { Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { Search, WifiOff } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { ActionIcon } from '@/actions/ActionButton'
import { offer } from '@/actions/offer'
import { type Action, actionStore, useActions } from '@/actions/registry'
import { listen } from '@/actions/shortcuts'
import { keymapOf, setKeymap } from '@/actions/keymap'
import { connection, useConnection } from '@/api/connection'
import { live } from '@/api/live'
import { problemText } from '@/api/problems'
import { localeOf, useMe } from '@/api/useMe'
import { dateTime, dayIn, setZone, time, today } from '@/i18n/format'
import { speak, t } from '@/i18n/t'
import { asOf } from '@/offline/keep'
import { useWaiting } from '@/offline/waiting'
import { PageChrome } from '@/ui/Page'
import { forgetAll, toast, undo } from '@/ui/toast'
import { usePhone } from '@/ui/useMedia'
import { AccountMenu } from './AccountMenu'
import { dock, useDock } from './dock'
import { creatable, navigationFor } from './navigation'
import { NotificationBell } from './NotificationBell'
import { queryClient } from './queryClient'
import { Sidebar } from './Sidebar'
import { useLiveUpdates } from './useLiveUpdates'

const ViewBanner = lazy(() => import('./ViewBanner').then((module) => ({ default: module.ViewBanner })))
const BottomBar = lazy(() => import('./BottomBar').then((module) => ({ default: module.BottomBar })))
const QueueButton = lazy(() => import('./QueueButton').then((module) => ({ default: module.QueueButton })))
const ShortcutHelp = lazy(() => import('./ShortcutHelp').then((module) => ({ default: module.ShortcutHelp })))
const CommentDock = lazy(() => import('./CommentDock').then((module) => ({ default: module.CommentDock })))
const CommandPalette = lazy(() => import('./CommandPalette').then((module) => ({ default: module.CommandPalette })))

const OUTBOX_MS = 1_000

/// The frame around every page of a signed-in person.
export function Shell() {
  const me = useMe()
  const phone = usePhone()
  const navigate = useNavigate()
  const router = useRouter()
  const [shortcuts, setShortcuts] = useState(false)
  const [searching, setSearching] = useState(false)
  setZone(me.user.timeZone ?? me.tenant.timeZone)
  const locale = localeOf(me)
  // The profile was changed, or the company.
  useEffect(() => void speak(locale).catch(() => undefined), [locale])

  const unsent = useWaiting().length
  const [queue, setQueue] = useState(false)
  const talking = useDock().length > 0
  const openPath = useMemo(() => (path: string) => void router.history.push(path), [router])
  useLiveUpdates(openPath)
  useEffect(() => listen(actionStore.get), [])
  useEffect(() => setKeymap(keymapOf(me.user.preferences)), [me.user.preferences])
  useEffect(() => forgetAll, [])
  useEffect(() => dock.clear, [])
  useEffect(startOutbox, [])
  const palette = useMemo(() => offer('palette', () => setSearching(true)), [])
  useActions(
    useMemo<Action[]>(
      () => [
        ...navigationFor(me).map((item): Action => ({
          id: `go:${item.to}`,
          label: t(item.go),
          group: 'go',
          icon: item.icon,
          ...(item.keys === undefined ? {} : { keys: item.keys }),
          run: () => void navigate({ to: item.to }),
        })),
        ...creatable(me).map(({ id, label, keys, href }): Action => ({ id, label: t(label), group: 'create', keys, run: () => openPath(href) })),
        palette,
        offer('help', () => setShortcuts(true)),
        offer('undo', () =>
          void undo()
            .then((done) => !done && toast(t('undo.nothing')))
            .catch((error: unknown) => toast(problemText(error), { tone: 'problem' })),
        ),
      ],
      [me, navigate, openPath, palette],
    ),
  )

  const chrome = (
    <>
      <ActionIcon action={palette}>
        <Search size={16} aria-hidden />
      </ActionIcon>
      <Suspense>{(unsent > 0 || queue) && <QueueButton open={queue} onOpen={setQueue} />}</Suspense>
      <NotificationBell />
      <AccountMenu onShortcuts={() => setShortcuts(true)} />
    </>
  )
  return (
    <div className="print-flow flex h-dvh overflow-hidden bg-canvas">
      <a
        href="#content"
        className="fixed start-3 -top-20 z-60 print:hidden rounded-control bg-solid px-3 py-2 font-medium text-on-solid focus:top-3"
      >
        {t('shell.skip')}
      </a>
      <Sidebar />
      <div className="print-flow flex min-w-0 flex-1 flex-col pb-[calc(56px+env(safe-area-inset-bottom))] sm:py-2 sm:pe-2">
        <Suspense>{me.viewedBy && <ViewBanner name={me.user.name} until={me.viewedBy.until} />}</Suspense>
        <ConnectionBar />
        <main
          id="content"
          tabIndex={-1}
          className="print-flow min-h-0 flex-1 overflow-hidden bg-surface outline-none sm:rounded-sheet sm:border sm:border-line sm:shadow-lift print:border-0 print:shadow-none"
        >
          <PageChrome value={chrome}>
            <FocusOnNavigation />
            <Outlet />
          </PageChrome>
        </main>
      </div>
      <Suspense>{phone && <BottomBar />}</Suspense>
      <Suspense>{talking && <CommentDock onOpen={openPath} />}</Suspense>
      <Suspense>
        {shortcuts && <ShortcutHelp onClose={() => setShortcuts(false)} />}
        {searching && <CommandPalette onOpen={openPath} onClose={() => setSearching(false)} />}
      </Suspense>
    </div>
  )
}

/// After going to another page, keyboard and screen reader start at its content, not at the link left behind.
function FocusOnNavigation() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [first] = useState(path)
  useEffect(() => {
    if (path !== first && document.activeElement?.closest('nav')) document.getElementById('content')?.focus({ preventScroll: true })
  }, [path, first])
  return null
}

/// What waits on this device is sent once the page stands: what the page itself needs comes first.
function startOutbox(): () => void {
  let stop: (() => void) | undefined
  let left = false
  const start = async () => {
    const { startSending } = await import('./outbox')
    if (!left) stop = startSending()
  }
  const soon = setTimeout(() => void start().catch(() => undefined), OUTBOX_MS)
  return () => {
    left = true
    clearTimeout(soon)
    stop?.()
  }
}

const oldest = () => (connection.get() === 'fine' ? null : asOf(queryClient))
const subscribeToCache = (listener: () => void) => queryClient.getQueryCache().subscribe(listener)

function ConnectionBar() {
  const reached = useConnection()
  const since = useSyncExternalStore(subscribeToCache, oldest)
  const line = useSyncExternalStore(live.subscribeState, live.state)
  const lost = useLostFor(line !== 'open', 5_000)
  const text =
    reached === 'offline'
      ? since === null
        ? t('live.offline')
        : t('live.offline.since', { at: when(since) })
      : reached === 'unavailable'
        ? t('live.unavailable')
        : lost
          ? t('live.lost')
          : null
  return (
    <div role="status" className="print:hidden">
      {text !== null && (
        <p className="mb-2 flex items-center gap-2 bg-warn-soft px-3 py-1.5 text-12 font-medium text-warn sm:rounded-card">
          <WifiOff size={14} aria-hidden />
          {text}
        </p>
      )}
    </div>
  )
}

/// The hour; the day too when it was another.
function when(at: number): string {
  const then = new Date(at).toISOString()
  return dayIn(then) === today() ? time(then) : dateTime(then)
}

/// True once something has been the case for a while: a short break is not worth a word.
function useLostFor(now: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!now) return
    const timer = setTimeout(() => setLasting(true), ms)
    return () => {
      clearTimeout(timer)
      setLasting(false)
    }
  }, [now, ms])
  return lasting
}
