import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSave } from '@/actions/useSave'
import { rolesQuery } from '@/api/roles'
import { changeProvider, createProvider, type Provider, type ProviderWish, ssoQuery } from '@/api/sso'
import { t } from '@/i18n/t'
import { Switch } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { FormSheet } from '@/ui/FormSheet'
import { Input } from '@/ui/Input'
import { PasswordInput } from '@/ui/PasswordInput'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { required, useForm } from '@/ui/useForm'
import { domainsOf } from './domains'

type Props = { provider: Provider | null; redirectUri: string; mayChange: boolean; onClose: () => void }

/// A new provider, or one that exists. Its secret goes one way only.
export function ProviderSheet({ provider, redirectUri, mayChange, onClose }: Props) {
  const queries = useQueryClient()
  const { data: roles = [] } = useQuery(rolesQuery)
  const save = useSave({
    send: (wish: ProviderWish, version) => (provider ? changeProvider({ id: provider.id, version }, wish) : createProvider(wish)),
    said: ({ name }) => t('sso.saved', { name }),
    reload: () => void queries.invalidateQueries({ queryKey: ssoQuery.queryKey }),
    onClose,
  })
  const form = useForm(
    {
      name: provider?.name ?? '',
      issuer: provider?.issuer ?? '',
      clientId: provider?.clientId ?? '',
      clientSecret: '',
      domains: provider?.domains.join(', ') ?? '',
      unknown: provider?.roleId ? 'create' : 'refuse',
      roleId: provider?.roleId ?? null,
      active: provider?.active ?? true,
    },
    {
      error: save.error,
      codes: { PROVIDER_NAME_TAKEN: 'name' },
      checks: {
        name: required(t('name.missing')),
        issuer: required(t('sso.issuer.missing')),
        clientId: required(t('sso.client.missing')),
        clientSecret: (secret) => (provider === null && secret === '' ? t('sso.secret.missing') : undefined),
        domains: (text, { unknown }) => (unknown === 'create' && domainsOf(text).length === 0 ? t('sso.domains.missing') : undefined),
        roleId: (role, { unknown }) => (unknown === 'create' && role === null ? t('sso.role.missing') : undefined),
      },
    },
  )
  const { values, set, field } = form
  const wish = (): ProviderWish => ({
    name: values.name.trim(),
    issuer: values.issuer.trim(),
    clientId: values.clientId.trim(),
    clientSecret: values.clientSecret || null,
    domains: domainsOf(values.domains),
    roleId: values.unknown === 'create' ? values.roleId : null,
    active: values.active,
  })
  return (
    <FormSheet
      title={provider ? provider.name : t('sso.new')}
      submit={provider ? t('word.save') : t('sso.create')}
      mayChange={mayChange}
      form={form}
      saving={save}
      version={provider?.version}
      wish={wish}
      onClose={onClose}
    >
      <Field label={t('sso.redirect')} hint={t('sso.redirect.hint')}>
        <Input readOnly value={redirectUri} onFocus={(e) => e.target.select()} />
      </Field>
      <Field label={t('sso.name')} {...field('name')}>
        <Input autoFocus={provider === null} autoComplete="off" disabled={!mayChange} value={values.name} onChange={(e) => set('name', e.target.value)} />
      </Field>
      <Field label={t('sso.issuer')} hint={t('sso.issuer.hint')} {...field('issuer')}>
        <Input type="url" inputMode="url" autoComplete="off" disabled={!mayChange} value={values.issuer} onChange={(e) => set('issuer', e.target.value)} />
      </Field>
      <Field label={t('sso.client')} {...field('clientId')}>
        <Input autoComplete="off" disabled={!mayChange} value={values.clientId} onChange={(e) => set('clientId', e.target.value)} />
      </Field>
      {mayChange && (
        <Field label={t('sso.secret')} hint={provider ? t('sso.secret.keep') : t('sso.secret.hint')} optional={provider !== null} {...field('clientSecret')}>
          <PasswordInput autoComplete="new-password" value={values.clientSecret} onChange={(secret) => set('clientSecret', secret)} />
        </Field>
      )}
      <Field label={t('sso.domains')} hint={t('sso.domains.hint')} optional={values.unknown === 'refuse'} {...field('domains')}>
        <Input autoComplete="off" autoCapitalize="none" disabled={!mayChange} value={values.domains} onChange={(e) => set('domains', e.target.value)} />
      </Field>
      <div className="flex flex-col gap-1">
        <span className="text-12 font-medium text-ink-2">{t('sso.unknown')}</span>
        <Segmented
          label={t('sso.unknown')}
          disabled={!mayChange}
          value={values.unknown}
          options={[
            { value: 'refuse', label: t('sso.unknown.refuse') },
            { value: 'create', label: t('sso.unknown.create') },
          ]}
          onChange={(unknown) => set('unknown', unknown)}
        />
      </div>
      {values.unknown === 'create' && (
        <Field label={t('sso.role')} {...field('roleId')}>
          <Select label={t('sso.role')} disabled={!mayChange} options={roles.map((role) => ({ value: role.id, label: role.name }))} value={values.roleId} onChange={(role) => set('roleId', role)} />
        </Field>
      )}
      <Switch label={t('sso.active')} disabled={!mayChange} checked={values.active} onChange={(e) => set('active', e.target.checked)} />
    </FormSheet>
  )
}
