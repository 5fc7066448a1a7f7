import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { EditorForm } from '@/actions/EditorForm'
import { type NoticeDefaults, noticeDefaultsQuery, saveNoticeDefaults } from '@/api/noticeSettings'
import { isProblem } from '@/api/problem'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/noticeSettings'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { BackLink } from '@/actions/BackLink'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { useForm } from '@/ui/useForm'
import { Card } from './Card'
import { choicesOf } from './channels'
import { Matrix } from './Matrix'

/// What is usual for everybody in the company.
export function NoticeDefaultsPage() {
  const me = useMe()
  const { data, error, refetch } = useQuery(noticeDefaultsQuery)
  return (
    <Page title={t('noticeSettings.company.title')} lead={<BackLink to="/notifications/settings" label={t('noticeSettings.title')} />} reading>
      {data ? (
        <Form key={data.version} defaults={data} mayChange={may(me, 'system', 'write')} />
      ) : error === null ? (
        <SkeletonRows rows={8} />
      ) : (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  )
}

function Form({ defaults, mayChange }: { defaults: NoticeDefaults; mayChange: boolean }) {
  const queries = useQueryClient()
  const reload = () => queries.invalidateQueries({ queryKey: ['noticeSettings'] })
  const save = useMutation({
    mutationFn: saveNoticeDefaults,
    meta: { shown: true },
    onSuccess: (saved) => {
      queries.setQueryData(noticeDefaultsQuery.queryKey, saved)
      void reload()
      toast(t('noticeSettings.company.saved'))
    },
  })
  const form = useForm({ choices: choicesOf(defaults.kinds) }, { error: save.error })
  const send = (version: number) => save.mutate({ version, choices: form.values.choices })
  return (
    <EditorForm id="notice-defaults" dirty={form.dirty} className="flex flex-col gap-4" onSubmit={() => !save.isPending && send(defaults.version)}>
      <ConflictNotice error={save.error} onTheirs={() => void reload()} onMine={send} />
      {!isProblem(save.error, 'VERSION_CONFLICT') && <ProblemAlert error={save.error} />}
      <Card id="notice-ways" title={t('noticeSettings.company')} hint={t('noticeSettings.company.hint')}>
        {!defaults.mailed && <p className="text-ink-2">{t('noticeSettings.noMail')}</p>}
        <Matrix kinds={defaults.kinds} choices={form.values.choices} disabled={!mayChange} onChange={(choices) => form.set('choices', choices)} />
      </Card>
      {mayChange && (
        <div className="flex justify-end">
          <Button type="submit" variant="primary" disabled={!form.dirty} busy={save.isPending}>
            {t('noticeSettings.save')}
          </Button>
        </div>
      )}
    </EditorForm>
  )
}
