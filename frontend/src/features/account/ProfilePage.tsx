import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery, updateMe } from '@/api/auth'
import { fieldProblem } from '@/api/problems'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Switch } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Select } from '@/ui/Select'
import { toast } from '@/ui/toast'
import { PasswordCard } from './PasswordCard'
import { SessionList } from './SessionList'

const FIELDS = ['name', 'phone', 'timeZone', 'available']

export function ProfilePage() {
  return (
    <Page title={t('profile.title')} reading>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ProfileCard />
        <div className="flex flex-col gap-4">
          <SessionList />
          <PasswordCard />
        </div>
      </div>
    </Page>
  )
}

function ProfileCard() {
  const me = useMe()
  const queries = useQueryClient()
  const [name, setName] = useState(me.user.name)
  const [phone, setPhone] = useState(me.user.phone ?? '')
  const [timeZone, setTimeZone] = useState(me.user.timeZone ?? null)
  const [available, setAvailable] = useState(me.user.available)
  const save = useMutation({
    mutationFn: () => updateMe({ name: name.trim(), phone: phone.trim() || null, timeZone, available }),
    meta: { shown: true },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: meQuery.queryKey })
      toast(t('profile.saved'))
    },
  })
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
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <ProblemAlert error={save.error} fields={FIELDS} />
        <Field label={t('profile.name')} error={fieldProblem(save.error, 'name')}>
          <Input autoComplete="name" value={name} onChange={(e) => setName(e.target.value)} />
        </Field>
        <Field label={t('profile.email')} hint={t('profile.email.hint')}>
          <Input type="email" readOnly value={me.user.email} />
        </Field>
        <Field label={t('profile.phone')} optional error={fieldProblem(save.error, 'phone')}>
          <Input type="tel" autoComplete="tel" value={phone} onChange={(e) => setPhone(e.target.value)} />
        </Field>
        <Field label={t('profile.zone')} optional error={fieldProblem(save.error, 'timeZone')}>
          <Select
            label={t('profile.zone')}
            value={timeZone}
            clearable
            placeholder={t('profile.zone.tenant', { zone: me.tenant.timeZone })}
            options={ZONES}
            onChange={setTimeZone}
          />
        </Field>
        <Switch
          label={t('profile.available')}
          hint={t('profile.available.hint')}
          checked={available}
          onChange={(e) => setAvailable(e.target.checked)}
        />
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={save.isPending}>
            {t('profile.save')}
          </Button>
        </div>
      </form>
    </section>
  )
}

const ZONES = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
