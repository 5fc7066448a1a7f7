import { dateTime, relative } from '@/i18n/format'

/// "5 min ago", with the exact moment on hover.
export function RelativeTime({ at, className }: { at: string | null | undefined; className?: string }) {
  if (at === null || at === undefined) return null
  return (
    <time dateTime={at} title={dateTime(at)} className={className}>
      {relative(at)}
    </time>
  )
}
