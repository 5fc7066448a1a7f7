import '@/i18n/packs/offline'
import { t } from '@/i18n/t'
import { toast } from '@/ui/toast'

const HOUR_MS = 3_600_000

/// The worker that brings the app where there is no network. A new version waits until somebody wants it: nothing on
/// screen changes by itself.
export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const workers = navigator.serviceWorker
  const registration = await workers.register('/sw.js').catch(() => undefined)
  if (!registration) return
  let wanted = false
  const offer = (next: ServiceWorker | null) => {
    // The first one of all brings nothing new.
    if (!next || !workers.controller) return
    toast(t('update.ready'), {
      tone: 'news',
      action: {
        label: t('update.now'),
        run: () => {
          wanted = true
          next.postMessage({ type: 'SKIP_WAITING' })
        },
      },
    })
  }
  workers.addEventListener('controllerchange', () => wanted && window.location.reload())
  registration.addEventListener('updatefound', () => {
    const next = registration.installing
    next?.addEventListener('statechange', () => next.state === 'installed' && offer(next))
  })
  offer(registration.waiting)
  setInterval(() => void registration.update().catch(() => undefined), HOUR_MS)
}
