import { useMutation, useQuery } from '@tanstack/react-query'
import { signInOptionsQuery, startProviderSignIn } from '@/api/sso'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ProblemAlert } from '@/ui/ProblemAlert'

type Props = { company: string; to: string | undefined; onLeave: () => void }

/// The company's own ways in, once it is named. A company that has none, or that there is not, shows nothing.
export function Providers({ company, to, onLeave }: Props) {
  const { data: options = [] } = useQuery(signInOptionsQuery(company))
  const start = useMutation({
    mutationFn: (provider: string) => startProviderSignIn({ tenant: company, provider, to: to ?? null }),
    meta: { shown: true },
    onSuccess: onLeave,
  })
  if (options.length === 0) return null
  return (
    <section aria-label={t('signIn.or')} className="mt-5 flex flex-col gap-3 border-t border-line pt-4">
      <p className="text-ink-2">{t('signIn.or')}</p>
      <ProblemAlert error={start.error} />
      {options.map(({ id, name }) => (
        <Button key={id} size="lg" busy={start.isPending && start.variables === id} onClick={() => start.mutate(id)}>
          {t('signIn.with', { name })}
        </Button>
      ))}
    </section>
  )
}
