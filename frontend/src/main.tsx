import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { firstLocale, speak } from './i18n/t'
import './ui/base.css'

const root = document.getElementById('root')
if (root) {
  // Without its words the page would be empty; without a connection for them it is English.
  void speak(firstLocale())
    .catch(() => speak('en'))
    .then(() =>
      createRoot(root).render(
        <StrictMode>
          <App />
        </StrictMode>,
      ),
    )
  // After everything the page itself needs.
  if (import.meta.env.PROD) window.addEventListener('load', () => setTimeout(() => void import('./app/worker').then(({ registerWorker }) => registerWorker()), 3_000))
}
