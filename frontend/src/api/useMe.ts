import { useSuspenseQuery } from '@tanstack/react-query'
import { meQuery } from './auth'
import type { Me } from './types'

/// The signed-in person. Loaded before any page inside the shell is shown.
export const useMe = (): Me => useSuspenseQuery(meQuery).data

/// The person's language and formats; the company's where they chose none.
export const localeOf = (me: Me): string => me.user.locale ?? me.tenant.locale
