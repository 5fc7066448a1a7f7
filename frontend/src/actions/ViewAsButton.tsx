import { useMutation } from '@tanstack/react-query'
import { Eye } from 'lucide-react'
import { viewAs } from '@/api/auth'
import { mayDo } from '@/api/rights'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/viewAs'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ProblemAlert } from '@/ui/ProblemAlert'

/// Leads an administrator to the product as that person sees it.
export function ViewAsButton({ id, name }: { id: string; name: string }) {
  const me = useMe()
  const start = useMutation({ mutationFn: viewAs, meta: { shown: true } })
  if (!mayDo(me, 'users', 'viewAs') || id === me.user.id) return null
  return (
    <div className="flex flex-col items-start gap-2">
      <Button icon={<Eye size={16} aria-hidden />} busy={start.isPending} onClick={() => start.mutate(id)}>
        {t('viewAs.start', { name })}
      </Button>
      <p className="text-12 text-ink-3">{t('viewAs.hint')}</p>
      <ProblemAlert error={start.error} />
    </div>
  )
}
