import { useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { type ApiKey, type CreatedApiKey, myKeysQuery } from '@/api/keys'
import { relative } from '@/i18n/format'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SecretOnce } from '@/ui/SecretOnce'
import { SkeletonRows } from '@/ui/Skeleton'
import { expiryText, scopeText } from './keyWords'
import { NewKeyDialog } from './NewKeyDialog'
import { RevokeKeyDialog } from './RevokeKeyDialog'

export function ApiKeysCard() {
  const queries = useQueryClient()
  const { data: keys, error, isPending, refetch } = useQuery(myKeysQuery)
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<CreatedApiKey | null>(null)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  return (
    <section aria-labelledby="api-keys" className="rounded-card border border-line p-4 sm:p-5">
      <div className="mb-3 flex items-start justify-between gap-3">
        <div>
          <h2 id="api-keys" className="text-14 font-semibold">
            {t('keys.title')}
          </h2>
          <p className="text-12 text-ink-3">{t('keys.text')}</p>
        </div>
        <Button size="sm" onClick={() => setMaking(true)}>
          {t('keys.new')}
        </Button>
      </div>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows rows={2} />}
      {keys?.length === 0 && <p className="text-ink-2">{t('keys.first')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {keys?.map((key) => (
          <li key={key.id} className="flex items-center gap-3 py-2.5">
            <KeyRound size={16} className="shrink-0 text-ink-3" aria-hidden />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                <bdi className="truncate">{key.name}</bdi>
                {key.expired && <Badge>{t('keys.expired')}</Badge>}
              </p>
              <p className="text-12 text-ink-3">
                {scopeText(key)}
                {key.expiresAt && !key.expired && ` · ${expiryText(key)}`}
                {' · '}
                {key.lastUsedAt ? t('keys.used.at', { when: relative(key.lastUsedAt) }) : t('keys.used.never')}
              </p>
            </div>
            <Button size="sm" aria-label={t('keys.revoke.of', { name: key.name })} onClick={() => setRevoking(key)}>
              {t('keys.revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {making && (
        <NewKeyDialog
          onMade={(created) => {
            setMaking(false)
            setMade(created)
            void queries.invalidateQueries({ queryKey: ['apiKeys'] })
          }}
          onClose={() => setMaking(false)}
        />
      )}
      {made && (
        <Dialog
          open
          onOpenChange={() => setMade(null)}
          title={t('keys.created', { name: made.apiKey.name })}
          description={t('keys.created.text')}
          footer={<Button onClick={() => setMade(null)}>{t('dialog.close')}</Button>}
        >
          <SecretOnce label={t('keys.secret')} secret={made.bearer} />
        </Dialog>
      )}
      {revoking && <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </section>
  )
}
