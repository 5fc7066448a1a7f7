import '@/i18n/packs/secret'
import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound, ShieldOff, Unlink, UserRoundCheck, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import { ViewAsButton } from '@/actions/ViewAsButton'
import { activateUser, changeUser, newOneTimePassword, resetSecondFactor, type UserChange, type UserView } from '@/api/people'
import { may } from '@/api/rights'
import { ssoQuery, unlinkUser } from '@/api/sso'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/account'
import { t } from '@/i18n/t'
import { PresenceChoice } from '@/record/PresenceChoice'
import { LOCALES } from '@/i18n/locales'
import { Button } from '@/ui/Button'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { DateInput } from '@/ui/DateTimeInput'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SecretOnce } from '@/ui/SecretOnce'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/toast'
import { required, useForm } from '@/ui/useForm'
import { zoneOptions } from '@/ui/zones'
import { AccessNotes } from './AccessNotes'
import { DeactivateDialog } from './DeactivateDialog'
import { emailProblem, PeopleFields } from './PeopleFields'
import { UserState } from './UserState'

const valuesOf = (user: UserView) => ({
  name: user.name,
  email: user.email,
  phone: user.phone ?? '',
  roleIds: user.roles.map((role) => role.id),
  teamId: user.teamId ?? null,
  managerId: user.managerId ?? null,
  partnerId: user.partnerId ?? null,
  dataVisibility: user.dataVisibility,
  territoryIds: user.territoryIds,
  supports: user.supports,
  timeZone: user.timeZone ?? null,
  locale: user.locale ?? null,
  presence: user.presence,
  leaveFrom: user.leaveFrom ?? null,
  leaveTo: user.leaveTo ?? null,
})

type Props = { user: UserView; mayChange: boolean; onChanged: () => void; onClose: () => void }

export function UserSheet({ user, mayChange, onChanged, onClose }: Props) {
  const me = useMe()
  const [version, setVersion] = useState(user.version)
  const save = useMutation({
    mutationFn: ({ change, over }: { change: Partial<UserChange>; over: number }) => changeUser(user.id, over, change),
    meta: { shown: true },
    onSuccess: (saved) => {
      toast(t('users.saved', { name: saved.name }))
      onChanged()
      onClose()
    },
  })
  const form = useForm(valuesOf(user), {
    error: save.error,
    codes: { EMAIL_TAKEN: 'email', MANAGER_UNDER_HIMSELF: 'managerId' },
    checks: {
      name: required(t('name.missing')),
      email: emailProblem,
      leaveTo: (to, { leaveFrom }) => (to !== null && leaveFrom !== null && to < leaveFrom ? t('users.leave.wrong') : undefined),
    },
  })
  const { values } = form
  const submit = (over = version) => {
    if (form.check()) save.mutate({ change: changesOf(valuesOf(user), { ...values, name: values.name.trim(), email: values.email.trim() }), over })
  }
  return (
    <FormDialog
      as="sheet"
      title={user.name}
      description={user.email}
      dirty={form.dirty}
      busy={save.isPending}
      canSubmit={mayChange}
      submit={t('word.save')}
      onSubmit={() => (form.dirty ? submit() : onClose())}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <span className="flex">
          <UserState user={user} />
        </span>
        <ConflictNotice
          error={save.error}
          onTheirs={() => {
            onChanged()
            onClose()
          }}
          onMine={(current) => {
            setVersion(current)
            submit(current)
          }}
        />
        {save.error !== null && !isConflict(save.error) && !form.placed && <ProblemAlert error={save.error} fields={Object.keys(values)} />}
        <Field label={t('users.name')} {...form.field('name')}>
          <Input autoComplete="off" value={values.name} disabled={!mayChange} onChange={(e) => form.set('name', e.target.value)} />
        </Field>
        <Field label={t('users.email')} hint={t('users.email.hint')} {...form.field('email')}>
          <Input type="email" autoComplete="off" autoCapitalize="none" value={values.email} disabled={!mayChange} onChange={(e) => form.set('email', e.target.value)} />
        </Field>
        <PeopleFields form={form} disabled={!mayChange} exclude={user.id} has={user.roles} partnerName={user.partnerName} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('profile.zone')} optional {...form.field('timeZone')}>
            <Select
              label={t('profile.zone')}
              placeholder={t('profile.zone.tenant', { zone: me.tenant.timeZone })}
              options={zoneOptions(values.timeZone)}
              value={values.timeZone}
              clearable
              disabled={!mayChange}
              onChange={(zone) => form.set('timeZone', zone)}
            />
          </Field>
          <Field label={t('profile.language')} optional {...form.field('locale')}>
            <Select
              label={t('profile.language')}
              placeholder={t('profile.language.tenant')}
              options={LOCALES}
              value={values.locale}
              clearable
              disabled={!mayChange}
              onChange={(locale) => form.set('locale', locale)}
            />
          </Field>
        </div>
        <Field label={t('profile.presence')} hint={t('users.presence.hint')} {...form.field('presence')}>
          <PresenceChoice value={values.presence} disabled={!mayChange} onChange={(presence) => form.set('presence', presence)} />
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field label={t('users.leave.from')} optional {...form.field('leaveFrom')}>
            <DateInput value={values.leaveFrom} disabled={!mayChange} onChange={(day) => form.set('leaveFrom', day)} />
          </Field>
          <Field label={t('users.leave.to')} optional {...form.field('leaveTo')}>
            <DateInput value={values.leaveTo} disabled={!mayChange} onChange={(day) => form.set('leaveTo', day)} />
          </Field>
        </div>
        {mayChange && <AccessNotes user={user} onChanged={onChanged} />}
        {user.active && <ViewAsButton id={user.id} name={user.name} />}
        {mayChange && <SignInSection user={user} self={user.id === me.user.id} onChanged={onChanged} onClose={onClose} />}
      </div>
    </FormDialog>
  )
}

const isConflict = (error: Error) => 'code' in error && error.code === 'VERSION_CONFLICT'

/// Only what differs, so a change of the name never needs the right to hand out roles.
export function changesOf(before: ReturnType<typeof valuesOf>, after: ReturnType<typeof valuesOf>): Partial<UserChange> {
  const changed = Object.entries(after).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof typeof before]))
  return Object.fromEntries(changed.map(([key, value]) => [key, key === 'phone' ? String(value).trim() || null : value]))
}

type SectionProps = { user: UserView; self: boolean; onChanged: () => void; onClose: () => void }

function SignInSection({ user, self, onChanged, onClose }: SectionProps) {
  const [asking, setAsking] = useState<'password' | 'factor' | 'link' | 'active' | null>(null)
  const overSystem = may(useMe(), 'system', 'write')
  const sso = useQuery({ ...ssoQuery, enabled: overSystem && !self })
  const password = useMutation({ mutationFn: () => newOneTimePassword(user.id), meta: { shown: true } })
  const active = useMutation({
    mutationFn: () => activateUser(user),
    meta: { shown: true },
    onSuccess: () => {
      toast(t('users.activated', { name: user.name }))
      onChanged()
      onClose()
    },
  })
  const factor = useMutation({
    mutationFn: () => resetSecondFactor(user.id),
    meta: { shown: true },
    onSuccess: () => {
      toast(t('users.factor.reset', { name: user.name }))
      onChanged()
      onClose()
    },
  })
  const link = useMutation({
    mutationFn: () => unlinkUser(user.id),
    meta: { shown: true },
    onSuccess: () => {
      toast(t('users.unlinked', { name: user.name }))
      setAsking(null)
    },
  })
  const stop = () => {
    setAsking(null)
    link.reset()
    factor.reset()
    password.reset()
    active.reset()
  }
  return (
    <section aria-labelledby="sign-in" className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 id="sign-in" className="font-semibold">
        {t('users.signIn')}
      </h3>
      {self ? (
        <p className="text-ink-2">{t('users.self')}</p>
      ) : (
        <div className="flex flex-wrap gap-2">
          {user.active && (
            <Button icon={<KeyRound size={16} aria-hidden />} onClick={() => setAsking('password')}>
              {t('users.password')}
            </Button>
          )}
          {user.secondFactor && (
            <Button icon={<ShieldOff size={16} aria-hidden />} onClick={() => setAsking('factor')}>
              {t('users.factor')}
            </Button>
          )}
          {overSystem && sso.data !== undefined && sso.data.providers.length > 0 && (
            <Button icon={<Unlink size={16} aria-hidden />} onClick={() => setAsking('link')}>
              {t('users.unlink')}
            </Button>
          )}
          {user.active ? (
            <Button variant="danger" icon={<UserRoundX size={16} aria-hidden />} onClick={() => setAsking('active')}>
              {t('users.deactivate')}
            </Button>
          ) : (
            <Button icon={<UserRoundCheck size={16} aria-hidden />} onClick={() => setAsking('active')}>
              {t('users.activate')}
            </Button>
          )}
        </div>
      )}
      {asking === 'password' && password.data === undefined && (
        <ConfirmDialog
          title={t('users.password.title', { name: user.name })}
          text={t('users.password.text')}
          confirm={t('users.password.confirm')}
          busy={password.isPending}
          error={password.error}
          onConfirm={() => password.mutate()}
          onClose={stop}
        />
      )}
      {asking === 'factor' && (
        <ConfirmDialog
          title={t('users.factor.title', { name: user.name })}
          text={t('users.factor.text')}
          confirm={t('users.factor')}
          danger
          busy={factor.isPending}
          error={factor.error}
          onConfirm={() => factor.mutate()}
          onClose={stop}
        />
      )}
      {asking === 'link' && (
        <ConfirmDialog
          title={t('users.unlink.title', { name: user.name })}
          text={t('users.unlink.text')}
          confirm={t('users.unlink')}
          busy={link.isPending}
          error={link.error}
          onConfirm={() => link.mutate()}
          onClose={stop}
        />
      )}
      {password.data !== undefined && (
        <Dialog
          open
          onOpenChange={stop}
          title={t('users.oneTime')}
          description={user.name}
          footer={
            <Button variant="primary" onClick={stop}>
              {t('secret.done')}
            </Button>
          }
        >
          <SecretOnce label={t('users.oneTime')} secret={password.data} />
        </Dialog>
      )}
      {asking === 'active' && user.active && (
        <DeactivateDialog
          user={user}
          onDone={() => {
            onChanged()
            onClose()
          }}
          onClose={stop}
        />
      )}
      {asking === 'active' && !user.active && (
        <ConfirmDialog
          title={t('users.activate.title', { name: user.name })}
          text={t('users.activate.text')}
          confirm={t('users.activate')}
          busy={active.isPending}
          error={active.error}
          onConfirm={() => active.mutate()}
          onClose={stop}
        />
      )}
    </section>
  )
}
