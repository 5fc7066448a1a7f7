import { CircleAlert, RotateCw } from 'lucide-react'
import { Problem } from '@/api/problem'
import { otherProblems, problemText } from '@/api/problems'
import { t } from '@/i18n/t'
import { Button } from './Button'
import { intoView } from './intoView'

type Props = {
  error: unknown
  /// Fields that show their own complaint; complaints about other fields are listed here.
  fields?: readonly string[]
  onRetry?: () => void
}

/// What went wrong and what to do; nothing when nothing went wrong.
export function ProblemAlert({ error, fields = [], onRetry }: Props) {
  if (error === null || error === undefined) return null
  const others = otherProblems(error, fields)
  // A reference helps where we failed; a plain refusal needs none.
  const trace = error instanceof Problem && error.status >= 500 ? error.traceId : undefined
  return (
    <div ref={intoView} role="alert" className="flex items-start gap-2 rounded-card bg-bad-soft px-3 py-2 text-bad">
      <CircleAlert size={16} className="mt-0.5" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{problemText(error)}</p>
        {others.length > 0 && (
          <ul className="list-disc ps-4">
            {others.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        {trace !== undefined && <p className="text-12">{t('problem.trace', { trace })}</p>}
      </div>
      {onRetry && (
        <Button size="sm" icon={<RotateCw size={14} aria-hidden />} onClick={onRetry}>
          {t('problem.retry')}
        </Button>
      )}
    </div>
  )
}
