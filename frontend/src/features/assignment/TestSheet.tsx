import { useMutation } from '@tanstack/react-query'
import { Check, Minus, UserRoundCheck, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import { type RuleTest, testRules } from '@/api/assignment'
import type { Ref } from '@/api/types'
import { t, tOr } from '@/i18n/t'
import { RecordPicker } from '@/record/RecordPicker'
import { Avatar } from '@/ui/Avatar'
import { cn } from '@/ui/cn'
import { Sheet } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'

/// Picks a record and shows, rule by rule, what would happen to it now.
export function TestSheet({ object, onClose }: { object: string; onClose: () => void }) {
  const [record, setRecord] = useState<Ref | null>(null)
  const test = useMutation({ mutationFn: (id: string) => testRules(object, id), meta: { shown: true } })
  const pick = (ref: Ref | null) => {
    setRecord(ref)
    test.reset()
    if (ref) test.mutate(ref.id)
  }
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title={t('rules.test')} description={t('rules.test.text')}>
      <div className="flex flex-col gap-5">
        <Field label={t('rules.test.record')}>
          <RecordPicker label={t('rules.test.record')} object={object} value={record} onChange={pick} />
        </Field>
        <ProblemAlert error={test.error} />
        <div role="status" className="flex flex-col gap-5">
          {test.isPending && <SkeletonRows rows={3} />}
          {test.data && <Result test={test.data} />}
        </div>
      </div>
    </Sheet>
  )
}

function Result({ test: { user, how, rule, offShift, tried } }: { test: RuleTest }) {
  return (
    <>
      <div className={cn('flex items-center gap-3 rounded-card p-3', user ? 'bg-ok-soft text-ok' : 'bg-warn-soft text-warn')}>
        {user ? <Avatar name={user.name ?? ''} /> : <UserRoundX size={20} aria-hidden />}
        <div className="min-w-0">
          <p className="font-semibold">{user ? t('rules.test.gets', { name: user.name }) : t('rules.test.nobody')}</p>
          <p className="text-12">{user && (rule ? t('rules.test.byRule', { rule, how: tOr(`rules.how.${how}`, '') }) : t('rules.test.byDefault'))}</p>
          {offShift && <p className="text-12">{t('rules.test.offShift')}</p>}
        </div>
      </div>
      {tried.length > 0 && (
        <section aria-labelledby="tried">
          <h3 id="tried" className="mb-2 font-semibold">
            {t('rules.test.tried')}
          </h3>
          <ol className="flex flex-col gap-2">
            {tried.map((each) => (
              <li key={each.id} className="flex items-start gap-2.5 rounded-card border border-line p-3">
                {each.matches ? each.name === rule ? <UserRoundCheck size={16} className="mt-0.5 text-ok" aria-hidden /> : <Check size={16} className="mt-0.5 text-warn" aria-hidden /> : <Minus size={16} className="mt-0.5 text-ink-3" aria-hidden />}
                <div className="min-w-0">
                  <p className="font-medium">
                    <bdi>{each.name}</bdi>
                  </p>
                  <p className="text-12 text-ink-2">{each.matches ? (each.name === rule ? t('rules.test.decides') : t('rules.test.passedOver')) : t('rules.test.noMatch')}</p>
                  {each.skipped.length > 0 && (
                    <ul className="mt-1 text-12 text-ink-2">
                      {each.skipped.map(({ person, reason }) => (
                        <li key={person.id}>{t(`rules.skip.${reason}`, { name: person.name ?? t('filter.someone') })}</li>
                      ))}
                    </ul>
                  )}
                </div>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
