import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Fingerprint, KeySquare, ListChecks, Smartphone } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { addPasskey, beginAuthenticator, type Enrolment, factorsQuery, newRecoveryCodes, type Passkey, passkeysWork, removeAuthenticator, removePasskey } from '@/api/factors'
import { date, relative } from '@/i18n/format'
import '@/i18n/packs/factors'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { EnrolDialog } from './EnrolDialog'
import { ProofDialog } from './ProofDialog'
import { RecoveryCodesDialog } from './RecoveryCodesDialog'
import { RenamePasskeyDialog } from './RenamePasskeyDialog'

type Asking = { what: 'app' | 'off' | 'codes' | 'passkey' } | { what: 'rename' | 'remove'; passkey: Passkey }

export function SecondFactorCard() {
  const { data, error, isPending, refetch } = useQuery(factorsQuery)
  return (
    <section aria-labelledby="second-factor" className="rounded-card border border-line p-4 sm:p-5">
      <h2 id="second-factor" className="text-14 font-semibold">
        {t('factors.title')}
      </h2>
      <p className="mb-2 text-12 text-ink-3">
        {t('factors.text')} {data?.required && t('factors.required')}
      </p>
      {error !== null && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && <SkeletonRows rows={3} />}
      {data && <SecondFactorList />}
    </section>
  )
}

/// What there is, and what can be done with it.
export function SecondFactorList({ onAdded }: { onAdded?: () => void }) {
  const queries = useQueryClient()
  const { data } = useQuery(factorsQuery)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const stop = () => setAsking(null)
  const changed = () => {
    stop()
    void queries.invalidateQueries({ queryKey: factorsQuery.queryKey })
  }
  const added = (fresh: string[]) => {
    setEnrolment(null)
    changed()
    if (fresh.length > 0) setCodes(fresh)
    else onAdded?.()
  }

  if (!data) return null
  const since = data.authenticatorSince
  const any = since != null || data.passkeys.length > 0
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        <Row icon={<Smartphone size={16} aria-hidden />} title={t('factors.app')} text={since ? t('factors.app.since', { when: date(since) }) : t('factors.app.none')}>
          <Button size="sm" onClick={() => setAsking({ what: 'app' })}>
            {since ? t('factors.app.change') : t('factors.app.add')}
          </Button>
          {since && (
            <Button size="sm" onClick={() => setAsking({ what: 'off' })}>
              {t('factors.app.remove')}
            </Button>
          )}
        </Row>
        <Row icon={<Fingerprint size={16} aria-hidden />} title={t('factors.passkeys')} text={data.passkeys.length === 0 ? t('factors.passkeys.none') : ''}>
          {passkeysWork() && (
            <Button size="sm" onClick={() => setAsking({ what: 'passkey' })}>
              {t('factors.passkeys.add')}
            </Button>
          )}
        </Row>
        {data.passkeys.map((passkey) => (
          <Row
            key={passkey.id}
            icon={<KeySquare size={16} aria-hidden />}
            title={passkey.name}
            text={passkey.lastUsedAt ? t('factors.passkeys.used', { when: relative(passkey.lastUsedAt) }) : t('factors.passkeys.unused')}
          >
            <Button size="sm" aria-label={t('factors.passkeys.rename.of', { name: passkey.name })} onClick={() => setAsking({ what: 'rename', passkey })}>
              {t('factors.passkeys.rename')}
            </Button>
            <Button size="sm" aria-label={t('factors.passkeys.remove.of', { name: passkey.name })} onClick={() => setAsking({ what: 'remove', passkey })}>
              {t('factors.passkeys.remove')}
            </Button>
          </Row>
        ))}
        {any && (
          <Row icon={<ListChecks size={16} aria-hidden />} title={t('factors.codes')} text={t('factors.codes.left', { count: data.recoveryCodesLeft })}>
            <Button size="sm" onClick={() => setAsking({ what: 'codes' })}>
              {t('factors.codes.new')}
            </Button>
          </Row>
        )}
      </ul>
      {asking?.what === 'app' && (
        <ProofDialog
          title={t('factors.app')}
          text={t('factors.app.none')}
          confirm={t('factors.go')}
          mayUsePasskey={data.passkeys.length > 0}
          run={async ({ proof }) => {
            setEnrolment(await beginAuthenticator(proof))
            stop()
          }}
          onClose={stop}
        />
      )}
      {enrolment && <EnrolDialog enrolment={enrolment} onDone={added} onClose={() => setEnrolment(null)} />}
      {asking?.what === 'off' && (
        <ProofDialog
          title={t('factors.app.remove.title')}
          text={t('factors.app.remove.text')}
          confirm={t('factors.app.remove')}
          asks="code"
          mayUsePasskey={data.passkeys.length > 0}
          run={async ({ proof, typed }) => {
            await removeAuthenticator(proof, typed)
            toast(t('factors.app.removed'))
            changed()
          }}
          onClose={stop}
        />
      )}
      {asking?.what === 'codes' && (
        <ProofDialog
          title={t('factors.codes.new.title')}
          text={t('factors.codes.new.text')}
          confirm={t('factors.codes.new')}
          mayUsePasskey={data.passkeys.length > 0}
          run={async ({ proof }) => added(await newRecoveryCodes(proof))}
          onClose={stop}
        />
      )}
      {asking?.what === 'passkey' && (
        <ProofDialog
          title={t('factors.passkeys.add')}
          text={t('factors.passkeys.none')}
          confirm={t('factors.passkeys.add')}
          asks="name"
          mayUsePasskey={data.passkeys.length > 0}
          run={async ({ proof, typed }) => {
            const { name, recoveryCodes } = await addPasskey(proof, typed)
            toast(t('factors.passkeys.added', { name }))
            added(recoveryCodes)
          }}
          onClose={stop}
        />
      )}
      {asking?.what === 'rename' && <RenamePasskeyDialog passkey={asking.passkey} onDone={changed} onClose={stop} />}
      {asking?.what === 'remove' && (
        <ProofDialog
          title={t('factors.passkeys.remove.title', { name: asking.passkey.name })}
          text={t('factors.passkeys.remove.text')}
          confirm={t('factors.passkeys.remove')}
          mayUsePasskey
          run={async ({ proof }) => {
            await removePasskey(asking.passkey.id, proof)
            toast(t('factors.passkeys.removed', { name: asking.passkey.name }))
            changed()
          }}
          onClose={stop}
        />
      )}
      {codes && (
        <RecoveryCodesDialog
          codes={codes}
          onClose={() => {
            setCodes(null)
            onAdded?.()
          }}
        />
      )}
    </>
  )
}

function Row({ icon, title, text, children }: { icon: ReactNode; title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-3 py-2.5">
      <span className="text-ink-3">{icon}</span>
      <div className="min-w-32 flex-1">
        <p className="font-medium">
          <bdi>{title}</bdi>
        </p>
        {text !== '' && <p className="text-12 text-ink-3">{text}</p>}
      </div>
      <span className="flex flex-wrap gap-2">{children}</span>
    </li>
  )
}
