import '@/i18n/packs/secret'
import { Check, Copy, TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import { t } from '@/i18n/t'
import { Button } from './Button'

/// A secret the server tells once. It can be copied, and says that it will not come back.
export function SecretOnce({ label, secret }: { label: string; secret: string }) {
  const id = useId()
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = () =>
    void navigator.clipboard
      .writeText(secret)
      .then(() => setCopied(true))
      .catch(() => setCopied(false))
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-col gap-1">
        <span id={id} className="text-12 font-medium text-ink-2">
          {label}
        </span>
        <div className="flex flex-wrap items-center gap-2">
          <output aria-labelledby={id} className="min-w-0 flex-1 rounded-control border border-control bg-surface-2 px-3 py-2 font-mono text-16 break-all select-all">
            <bdi>{secret}</bdi>
          </output>
          <Button icon={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />} onClick={copy}>
            {copied ? t('secret.copied') : t('secret.copy')}
          </Button>
        </div>
        <p role="status" className="sr-only">
          {copied === true && t('secret.copied')}
        </p>
        {copied === false && <p className="text-12 text-bad">{t('secret.notCopied')}</p>}
      </div>
      <p className="flex items-start gap-2 rounded-card bg-warn-soft px-3 py-2 text-warn">
        <TriangleAlert size={16} className="mt-0.5" aria-hidden />
        {t('secret.once')}
      </p>
    </div>
  )
}
