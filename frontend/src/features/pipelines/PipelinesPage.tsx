import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Star } from 'lucide-react'
import { useState } from 'react'
import { CreateButton, SettingsPage, useCreate } from '@/actions/SettingsPage'
import { makeDefault, type Pipeline, pipelinesQuery } from '@/api/pipelines'
import { may } from '@/api/rights'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/pipelines'
import { t, tOr } from '@/i18n/t'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { ConfirmDialog } from '@/ui/ConfirmDialog'
import { ABOVE, STRETCHED } from '@/ui/DataTable'
import { Segmented } from '@/ui/Segmented'
import { toast } from '@/ui/toast'
import { NewPipelineDialog } from './NewPipelineDialog'
import { PreviewBar } from './PreviewBar'
import { KINDS } from './kinds'

export function PipelinesPage() {
  const me = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const mayChange = may(me, 'pipelines', 'write')
  const { kind = 'lead' } = useSearch({ from: '/shell/pipelines' })
  const kinds = KINDS.filter(({ module }) => may(me, module))
  const list = useQuery(pipelinesQuery(kind))
  const [creating, setCreating] = useState(false)
  const [choosing, setChoosing] = useState<Pipeline | null>(null)
  const reload = () => queries.invalidateQueries({ queryKey: ['pipelines'] })
  const choose = useMutation({
    mutationFn: makeDefault,
    meta: { shown: true },
    onSuccess: (pipeline) => {
      toast(t('pipelines.default.done', { name: pipeline.name }))
      setChoosing(null)
      void reload()
    },
  })
  const create = useCreate('pipeline.new', t('pipelines.new'), mayChange, () => setCreating(true))

  return (
    <SettingsPage
      title={t('nav.pipelines')}
      cards
      toolbar={
        kinds.length > 1 ? (
          <div className="border-b border-line px-4 py-2">
            <Segmented
              label={t('pipelines.kinds')}
              value={kind}
              options={kinds.map((each) => ({ value: each.kind, label: t(each.label) }))}
              onChange={(next) => void navigate({ to: '/pipelines', search: next === 'lead' ? {} : { kind: next }, replace: true })}
            />
          </div>
        ) : undefined
      }
      create={<CreateButton create={create} />}
      list={list}
      empty={list.data?.length === 0}
      first={{ title: t('pipelines.first'), text: t('pipelines.first.text') }}
      over={
        <>
          {creating && (
            <NewPipelineDialog
              kind={kind}
              onClose={() => setCreating(false)}
              onCreated={(pipeline) => {
                setCreating(false)
                void reload()
                void navigate({ to: '/pipelines/$id', params: { id: pipeline.id } })
              }}
            />
          )}
          {choosing && (
            <ConfirmDialog
              title={t('pipelines.default.title', { name: choosing.name })}
              text={t('pipelines.default.text')}
              confirm={t('pipelines.default.make')}
              busy={choose.isPending}
              error={choose.error}
              onConfirm={() => choose.mutate(choosing.id)}
              onClose={() => {
                setChoosing(null)
                choose.reset()
              }}
            />
          )}
        </>
      }
    >
      <ul className="flex flex-col gap-3">
        {list.data?.map((pipeline) => (
          <li key={pipeline.id} className="relative flex flex-col gap-3 rounded-card border border-line p-4 hover:bg-row-hover">
            <div className="flex flex-wrap items-center gap-2">
              <h2 className="min-w-0 text-14 font-semibold">
                <Link to="/pipelines/$id" params={{ id: pipeline.id }} className={STRETCHED}>
                  <bdi>{pipeline.name}</bdi>
                </Link>
              </h2>
              {pipeline.isDefault && (
                <Badge tone="accent">
                  <Star size={12} aria-hidden />
                  {t('pipelines.default')}
                </Badge>
              )}
              <span className="text-ink-3">
                {t('pipelines.count', { count: pipeline.statuses.length })}
                {pipeline.preset && <> · {t('pipelines.madeFrom', { preset: tOr(`pipelines.preset.${pipeline.preset}`, pipeline.preset) })}</>}
              </span>
              {mayChange && !pipeline.isDefault && (
                <span className={`${ABOVE} ms-auto`}>
                  <Button size="sm" icon={<Star size={14} aria-hidden />} onClick={() => setChoosing(pipeline)}>
                    {t('pipelines.default.make')}
                  </Button>
                </span>
              )}
            </div>
            <div className="max-sm:hidden">
              <PreviewBar statuses={pipeline.statuses} />
            </div>
            <div className="sm:hidden">
              <PreviewBar statuses={pipeline.statuses} compact />
            </div>
          </li>
        ))}
      </ul>
    </SettingsPage>
  )
}
