import '@/i18n/packs/secret'
import { useState } from 'react'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'

/// Shown once: they cannot be read again.
export function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = () =>
    void navigator.clipboard
      .writeText(codes.join('\n'))
      .then(() => setCopied(true))
      .catch(() => setCopied(false))
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('factors.codes.keep')}
      description={t('factors.codes.keep.text')}
      size="sm"
      footer={
        <>
          <Button onClick={copy}>{copied ? t('factors.codes.copied') : t('factors.codes.copy')}</Button>
          <Button variant="primary" onClick={onClose}>
            {t('factors.codes.done')}
          </Button>
        </>
      }
    >
      <ol className="grid grid-cols-2 gap-2 rounded-card border border-line bg-surface-2 p-3 font-mono select-all">
        {codes.map((code) => (
          <li key={code}>
            <bdi>{code}</bdi>
          </li>
        ))}
      </ol>
      {copied === false && <p className="mt-2 text-12 text-bad">{t('secret.notCopied')}</p>}
    </Dialog>
  )
}
