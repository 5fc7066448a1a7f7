import type { ApiKey } from '@/api/keys'
import { dateTime } from '@/i18n/format'
import '@/i18n/packs/keys'
import '@/i18n/packs/roles'
import { t, tOr } from '@/i18n/t'

export const moduleLabel = (key: string): string => tOr(`roles.module.${key}`, key)

/// "Read and change · Leads, Tasks"
export function scopeText({ scopes, modules }: Pick<ApiKey, 'scopes' | 'modules'>): string {
  const most = scopes.includes('write') ? t('keys.scope.write') : t('keys.scope.read')
  const all = scopes.includes('admin') ? [most, t('keys.scope.admin')] : [most]
  return [all.join(', '), modules.map(moduleLabel).join(', ')].filter(Boolean).join(' · ')
}

export const expiryText = ({ expiresAt, expired }: Pick<ApiKey, 'expiresAt' | 'expired'>): string =>
  expired ? t('keys.expired') : expiresAt ? t('keys.until', { when: dateTime(expiresAt) }) : t('keys.expires.never')
