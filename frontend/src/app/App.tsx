import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect } from 'react'
import { session } from '@/api/session'
import { Toaster } from '@/ui/Toaster'
import { TooltipProvider } from '@/ui/Tooltip'
import { queryClient } from './queryClient'
import { router } from './routes'

export function App() {
  useEffect(
    () =>
      session.subscribe(() => {
        if (session.state() !== 'signedOut') return
        // Nothing of one person may be left for the next one at this screen.
        queryClient.clear()
        void router.invalidate()
      }),
    [],
  )
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider>
          <RouterProvider router={router} />
          <Toaster />
        </TooltipProvider>
      </QueryClientProvider>
    </I18nProvider>
  )
}
