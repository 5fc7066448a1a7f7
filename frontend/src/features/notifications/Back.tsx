import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { t } from '@/i18n/t'

export function Back({ to }: { to: '/notifications' | '/notifications/settings' }) {
  const label = t(to === '/notifications' ? 'noticeSettings.back' : 'noticeSettings.title')
  return (
    <Link to={to} aria-label={label} title={label} className="-ms-2 flex size-hit-dense items-center justify-center rounded-control text-ink-2 hover:bg-hover">
      <ArrowLeft size={16} className="mirror" aria-hidden />
    </Link>
  )
}
