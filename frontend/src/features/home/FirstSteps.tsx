import '@/i18n/packs/firstSteps'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { ArrowRight, CircleCheck, Circle, X } from 'lucide-react'
import { useEffect } from 'react'
import { meQuery, updateMe } from '@/api/auth'
import type { Me } from '@/api/types'
import { t } from '@/i18n/t'
import { IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Card } from './Card'
import { type StepId, STEPS, stepsFor } from './steps'

/// What helps to begin, by what somebody may do. A step is ticked by what is there, not by having been pressed; the card
/// goes when all are, or when it is put away.
export function FirstSteps({ me }: { me: Me }) {
  const queries = useQueryClient()
  const steps = stepsFor(me)
  const { data } = useQuery({
    queryKey: ['firstSteps', steps],
    queryFn: () => Promise.all(steps.map(async (id) => ((await STEPS[id].isDone(queries, me)) ? [id] : []))).then((ids) => ids.flat()),
    refetchOnMount: 'always',
  })
  const { mutate: putAway, isPending } = useMutation({
    mutationFn: () => updateMe({ preferences: { ...me.user.preferences, firstSteps: 'dismissed' } }),
    onSuccess: (saved) => queries.setQueryData(meQuery.queryKey, saved),
  })
  const finished = data?.length === steps.length
  // Then it does not come again.
  useEffect(() => {
    if (finished) putAway()
  }, [finished, putAway])
  if (finished || isPending) return null
  // Before it is known what is done it has the size it will have.
  const done = data ?? []
  return (
    <Card
      title={t('firstSteps.title')}
      aside={
        <span className="flex items-center gap-2 text-12 text-ink-2 tabular-nums">
          {t('firstSteps.progress', { done: done.length, of: steps.length })}
          <IconButton label={t('firstSteps.dismiss')} size="sm" onClick={() => putAway()}>
            <X size={14} aria-hidden />
          </IconButton>
        </span>
      }
    >
      <ol className="grid sm:grid-cols-2 xl:grid-cols-3">
        {steps.map((id) => (
          <Line key={id} id={id} done={done.includes(id)} />
        ))}
      </ol>
    </Card>
  )
}

function Line({ id, done }: { id: StepId; done: boolean }) {
  const router = useRouter()
  const words = (
    <>
      {done ? <CircleCheck size={18} className="mt-px shrink-0 text-ok" aria-hidden /> : <Circle size={18} className="mt-px shrink-0 text-ink-3" aria-hidden />}
      <span className="min-w-0 flex-1">
        <span className={cn('block font-medium', done && 'text-ink-2 line-through')}>{t(`firstSteps.${id}`)}</span>
        <span className="block text-12 text-ink-2">{t(`firstSteps.${id}.text`)}</span>
        {done && <span className="sr-only">{t('firstSteps.isDone')}</span>}
      </span>
    </>
  )
  const look = 'flex h-full items-start gap-2.5 px-4 py-3'
  if (done) return <li className={look}>{words}</li>
  return (
    <li>
      <a
        href={STEPS[id].to}
        className={cn(look, 'hover:bg-hover')}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return
          event.preventDefault()
          router.history.push(STEPS[id].to)
        }}
      >
        {words}
        <ArrowRight size={14} className="mirror mt-0.5 shrink-0 text-ink-3" aria-hidden />
      </a>
    </li>
  )
}
