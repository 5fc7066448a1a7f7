import { t, tOr } from '@/i18n/t'
import { Problem } from './problem'

/// The one place where codes become words: our own sentence for the code, else what the server said, else the status.
export function problemText(error: unknown): string {
  if (!(error instanceof Problem)) return t('problem.UNEXPECTED')
  return tOr(`problem.${error.code}`, error.body.detail ?? byStatus(error.status))
}

function byStatus(status: number): string {
  if (status === 403) return t('problem.FORBIDDEN')
  if (status === 404) return t('problem.NOT_FOUND')
  if (status === 429) return t('problem.RATE_LIMITED')
  if (status === 502 || status === 503 || status === 504) return t('problem.UNAVAILABLE')
  return t('problem.UNEXPECTED')
}

/// The complaint about one field of a form ("/email" or "email" both name it), or undefined.
export function fieldProblem(error: unknown, field: string): string | undefined {
  if (!(error instanceof Problem)) return undefined
  const found = error.errors.find((e) => e.pointer.replace(/^#?\/?/, '').split('/')[0] === field)
  return found && tOr(`problem.field.${found.code}`, found.message)
}

/// Complaints that no field of this form shows, so the form has to.
export function otherProblems(error: unknown, shown: readonly string[]): string[] {
  if (!(error instanceof Problem)) return []
  return error.errors
    .filter((e) => !shown.includes(e.pointer.replace(/^#?\/?/, '').split('/')[0] ?? ''))
    .map((e) => `${e.pointer.replace(/^#?\/?/, '')}: ${e.message}`)
}
