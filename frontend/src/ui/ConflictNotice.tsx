import { GitCompareArrows } from 'lucide-react'
import { isProblem } from '@/api/problem'
import { t } from '@/i18n/t'
import { Button } from './Button'
import { intoView } from './intoView'

type Props = { error: unknown; onTheirs: () => void; onMine: (version: number) => void }

/// Someone else saved the same thing first. Nothing typed is lost: the person decides which one stays.
export function ConflictNotice({ error, onTheirs, onMine }: Props) {
  if (!isProblem(error, 'VERSION_CONFLICT')) return null
  const version = error.current?.version
  return (
    <div ref={intoView} role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-card bg-warn-soft px-3 py-2 text-warn">
      <GitCompareArrows size={16} aria-hidden />
      <p className="min-w-48 flex-1 font-medium">{t('changed.meanwhile')}</p>
      <span className="flex flex-wrap gap-2">
        <Button size="sm" onClick={onTheirs}>
          {t('changed.theirs')}
        </Button>
        {version !== undefined && (
          <Button size="sm" onClick={() => onMine(version)}>
            {t('changed.mine')}
          </Button>
        )}
      </span>
    </div>
  )
}
