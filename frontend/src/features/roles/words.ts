import type { RoleView } from '@/api/roles'
import { tOr } from '@/i18n/t'

/// The role every company keeps, so that it cannot lock itself out.
const FIXED = 'ADMIN'

export const isFixed = (role: Pick<RoleView, 'key'>): boolean => role.key === FIXED

/// For what the server grants before this catalog knows it.
const readable = (key: string) => key.slice(0, 1).toLocaleUpperCase() + key.slice(1).replaceAll(/([A-Z])/g, ' $1').toLocaleLowerCase()

export const moduleLabel = (key: string): string => tOr(`roles.module.${key}`, readable(key))
export const actionLabel = (key: string): string => tOr(`roles.action.${key}`, readable(key))
export const classLabel = (key: string): string => tOr(`roles.class.${key}`, readable(key))
