import { duration } from '@/i18n/format'
import { t } from '@/i18n/t'

const MINUTE = 60

/// How long a record was in a status; less than a minute is no length yet.
export const lasted = (seconds: number): string => (seconds < MINUTE ? t('time.now') : duration(seconds))
