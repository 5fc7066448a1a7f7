import { useMutation } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { useEffect } from 'react'
import { stopViewing } from '@/api/auth'
import { session } from '@/api/session'
import { time } from '@/i18n/format'
import '@/i18n/packs/viewAs'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'

/// Says all the while whose eyes one looks through, and leads back.
export function ViewBanner({ name, until }: { name: string; until: string }) {
  const stop = useMutation({ mutationFn: stopViewing })
  useEffect(() => {
    const timer = setTimeout(() => session.lookAway(), Math.max(0, Date.parse(until) - Date.now()))
    return () => clearTimeout(timer)
  }, [until])
  return (
    <section aria-label={t('viewAs.banner')} className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 bg-warn-soft px-3 py-1.5 text-warn sm:rounded-card">
      <Eye size={16} aria-hidden className="shrink-0" />
      <p className="min-w-0 flex-1 font-medium">{t('viewAs.text', { name, until: time(until) })}</p>
      <Button size="sm" busy={stop.isPending} onClick={() => stop.mutate()}>
        {t('viewAs.stop')}
      </Button>
    </section>
  )
}
