import { createRoot } from 'react-dom/client'
import { speak } from '@/i18n/t'
import { DirectionProvider } from '@/ui/Direction'
import { Toaster } from '@/ui/Toaster'
import { Tooltips } from '@/ui/Tooltip'
import '@/ui/base.css'
import { Gallery } from './Gallery'

/// The gallery as a page of its own, without the app around it (vite.gallery.config.ts).
const root = document.getElementById('root')
if (root) {
  await speak('en')
  createRoot(root).render(
    <DirectionProvider dir="ltr">
      <Gallery />
      <Toaster />
      <Tooltips />
    </DirectionProvider>,
  )
}
