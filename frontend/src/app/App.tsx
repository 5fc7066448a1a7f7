import './forms'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { session } from '@/api/session'
import { directionOf, languageOf } from '@/i18n/languages'
import { localeStore } from '@/i18n/t'
import { DirectionProvider } from '@/ui/Direction'
import { Toaster } from '@/ui/Toaster'
import { queryClient } from './queryClient'
import { router } from './routes'

const Tooltips = lazy(() => import('@/ui/Tooltip').then((module) => ({ default: module.Tooltips })))

export function App() {
  const viewing = useSyncExternalStore(session.subscribe, session.viewing)
  const locale = useSyncExternalStore(localeStore.subscribe, localeStore.get)
  const awake = useAwake()
  useEffect(() => {
    let before = localeStore.get()
    return localeStore.subscribe(() => {
      if (localeStore.get() === before) return
      before = localeStore.get()
      // Descriptions are in the language of their reader.
      void queryClient.resetQueries({ queryKey: ['meta'] })
    })
  }, [])
  useEffect(() => {
    let before = session.viewing()
    return session.subscribe(() => {
      const switched = session.viewing() !== before
      before = session.viewing()
      if (!switched && session.state() !== 'signedOut') return
      // Nothing of one person may be left for the next one at this screen, nor be done as the other.
      queryClient.clear()
      if (switched) void router.navigate({ to: '/' }).then(() => router.invalidate())
      else void router.invalidate()
    })
  }, [])
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <DirectionProvider dir={directionOf(languageOf(locale))}>
          {/* Words are read where they are drawn, so another language draws everything anew. */}
          <RouterProvider key={`${viewing} ${locale}`} router={router} />
          <Toaster />
          <Suspense>{awake && <Tooltips />}</Suspense>
        </DirectionProvider>
      </QueryClientProvider>
    </I18nProvider>
  )
}

/// True once the pointer was moved or a key pressed: before, nobody asks what a button is.
function useAwake(): boolean {
  const [awake, setAwake] = useState(false)
  useEffect(() => {
    if (awake) return
    const wake = () => setAwake(true)
    window.addEventListener('pointermove', wake)
    window.addEventListener('keydown', wake)
    return () => {
      window.removeEventListener('pointermove', wake)
      window.removeEventListener('keydown', wake)
    }
  }, [awake])
  return awake
}
