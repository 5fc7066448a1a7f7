import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { EditorForm } from '@/actions/EditorForm'
import { meQuery, updateMe } from '@/api/auth'
import type { Me } from '@/api/types'
import { useMe } from '@/api/useMe'
import { LOCALES } from '@/i18n/locales'
import '@/i18n/packs/account'
import '@/i18n/packs/noticeSettings'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { DateInput } from '@/ui/DateTimeInput'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { SkeletonRows } from '@/ui/Skeleton'
import { setDensity, setTheme, useDensity, useTheme } from '@/ui/theme'
import { toast } from '@/ui/toast'
import { PresenceChoice } from '@/record/PresenceChoice'
import { required, useForm } from '@/ui/useForm'
import { zoneOptions } from '@/ui/zones'
import { PasswordCard } from './PasswordCard'
import { ShiftsCard } from './ShiftsCard'
import { ShortcutsCard } from './ShortcutsCard'
import { SessionList } from './SessionList'
import { SignInHistory } from './SignInHistory'

const SecondFactorCard = lazy(() => import('./SecondFactorCard').then((part) => ({ default: part.SecondFactorCard })))
const ApiKeysCard = lazy(() => import('./ApiKeysCard').then((part) => ({ default: part.ApiKeysCard })))

const FIELDS = ['name', 'phone', 'timeZone', 'locale', 'presence', 'leaveFrom', 'leaveTo']

export function ProfilePage() {
  return (
    <Page title={t('profile.title')} reading>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <ProfileCard />
          <AppearanceCard />
          <ShiftsCard />
          <ShortcutsCard />
          <NoticesCard />
        </div>
        <div className="flex flex-col gap-4">
          <SessionList />
          <PasswordCard />
          <SignInHistory />
          <Suspense fallback={<SkeletonRows rows={3} />}>
            <SecondFactorCard />
            <ApiKeysCard />
          </Suspense>
        </div>
      </div>
    </Page>
  )
}

function ProfileCard() {
  const me = useMe()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: updateMe,
    meta: { shown: true },
    onSuccess: (saved) => {
      queries.setQueryData(meQuery.queryKey, saved)
      void queries.invalidateQueries({ queryKey: ['directory'] })
      form.reset(valuesOf(saved))
      toast(t('profile.saved'))
    },
  })
  const form = useForm(valuesOf(me), { error: save.error, checks: { name: required(t('name.missing')), leaveTo: (to, { leaveFrom }) => (to !== null && (leaveFrom === null || to < leaveFrom) ? t('profile.leave.wrong') : undefined) } })
  const { values, set, field } = form
  return (
    <section aria-labelledby="profile-you" className="rounded-card border border-line p-4 sm:p-5">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <h2 id="profile-you" className="text-14 font-semibold">
          {t('profile.you')}
        </h2>
        <span className="flex flex-wrap gap-1">
          {me.roles.map((role) => (
            <Badge key={role.key}>{role.name}</Badge>
          ))}
        </span>
      </div>
      <EditorForm
        id="profile"
        dirty={form.dirty}
        className="flex flex-col gap-4"
        onSubmit={() => {
          if (!save.isPending && form.check()) save.mutate({ ...values, name: values.name.trim(), phone: values.phone.trim() || null })
        }}
      >
        <div className="flex flex-col gap-4">
          <ProblemAlert error={save.error} fields={FIELDS} />
          <Field label={t('profile.name')} {...field('name')}>
            <Input autoComplete="name" value={values.name} onChange={(e) => set('name', e.target.value)} />
          </Field>
          <Field label={t('profile.email')} hint={t('profile.email.hint')}>
            <Input type="email" readOnly value={me.user.email} />
          </Field>
          <Field label={t('profile.phone')} optional {...field('phone')}>
            <Input type="tel" autoComplete="tel" value={values.phone} onChange={(e) => set('phone', e.target.value)} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t('profile.zone')} optional {...field('timeZone')}>
              <Select
                label={t('profile.zone')}
                value={values.timeZone}
                clearable
                placeholder={t('profile.zone.tenant', { zone: me.tenant.timeZone })}
                options={zoneOptions(values.timeZone)}
                onChange={(zone) => set('timeZone', zone)}
              />
            </Field>
            <Field label={t('profile.language')} optional {...field('locale')}>
              <Select label={t('profile.language')} value={values.locale} clearable placeholder={t('profile.language.tenant')} options={LOCALES} onChange={(locale) => set('locale', locale)} />
            </Field>
          </div>
          <Field label={t('profile.presence')} hint={t('profile.presence.hint')} {...field('presence')}>
            <PresenceChoice value={values.presence} onChange={(presence) => set('presence', presence)} />
          </Field>
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            <Field label={t('profile.leave.from')} optional hint={t('profile.leave.hint')} {...field('leaveFrom')}>
              <DateInput value={values.leaveFrom} onChange={(day) => set('leaveFrom', day)} />
            </Field>
            <Field label={t('profile.leave.to')} optional hint={t('profile.leave.to.hint')} {...field('leaveTo')}>
              <DateInput value={values.leaveTo} onChange={(day) => set('leaveTo', day)} />
            </Field>
          </div>
          <div className="flex justify-end">
            <Button type="submit" variant="primary" disabled={!form.dirty} busy={save.isPending}>
              {t('profile.save')}
            </Button>
          </div>
        </div>
      </EditorForm>
    </section>
  )
}

function NoticesCard() {
  return (
    <section aria-labelledby="profile-notices" className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line p-4 sm:p-5">
      <div>
        <h2 id="profile-notices" className="text-14 font-semibold">
          {t('bell.title')}
        </h2>
        <p className="text-12 text-ink-3">{t('noticeSettings.profile')}</p>
      </div>
      <Link to="/notifications/settings" className="font-medium text-accent hover:underline">
        {t('noticeSettings.open')}
      </Link>
    </section>
  )
}

const valuesOf = (me: Me) => ({
  name: me.user.name,
  phone: me.user.phone ?? '',
  timeZone: me.user.timeZone ?? null,
  locale: me.user.locale ?? null,
  presence: me.user.presence,
  leaveFrom: me.user.leaveFrom ?? null,
  leaveTo: me.user.leaveTo ?? null,
})

/// Belongs to this device and applies at once.
function AppearanceCard() {
  const theme = useTheme()
  const density = useDensity()
  return (
    <section aria-labelledby="appearance" className="flex flex-col gap-4 rounded-card border border-line p-4 sm:p-5">
      <div>
        <h2 id="appearance" className="text-14 font-semibold">
          {t('theme.label')}
        </h2>
        <p className="text-12 text-ink-3">{t('profile.device')}</p>
      </div>
      <Segmented
        label={t('theme.label')}
        fill
        value={theme}
        options={[
          { value: 'system', label: t('theme.system') },
          { value: 'light', label: t('theme.light') },
          { value: 'dark', label: t('theme.dark') },
          { value: 'contrast', label: t('theme.contrast') },
        ]}
        onChange={setTheme}
      />
      <div className="flex flex-col gap-1">
        <p className="text-12 font-medium text-ink-2">{t('density.label')}</p>
        <Segmented
          label={t('density.label')}
          fill
          value={density}
          options={[
            { value: 'compact', label: t('density.compact') },
            { value: 'cozy', label: t('density.cozy') },
            { value: 'roomy', label: t('density.roomy') },
          ]}
          onChange={setDensity}
        />
      </div>
    </section>
  )
}
