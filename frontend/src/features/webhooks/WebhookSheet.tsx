import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSave } from '@/actions/useSave'
import { changeWebhook, createWebhook, type Webhook, type WebhookChange, webhookEventsQuery, webhooksQuery } from '@/api/webhooks'
import { t } from '@/i18n/t'
import { Switch } from '@/ui/Checkbox'
import { Field } from '@/ui/Field'
import { FormSheet } from '@/ui/FormSheet'
import { Input } from '@/ui/Input'
import { Segmented } from '@/ui/Segmented'
import { MultiSelect } from '@/ui/Select'
import { required, useForm } from '@/ui/useForm'

type Props = { webhook: Webhook | null; mayChange: boolean; onSecret: (name: string, secret: string) => void; onClose: () => void }

/// A new webhook, or one that exists.
export function WebhookSheet({ webhook, mayChange, onSecret, onClose }: Props) {
  const queries = useQueryClient()
  const { data: events = [] } = useQuery(webhookEventsQuery)
  const save = useSave({
    send: async (change: WebhookChange, version) => (webhook ? { webhook: await changeWebhook({ id: webhook.id, version }, change), secret: null } : createWebhook(change)),
    said: ({ webhook: saved, secret }) => (secret === null ? t('webhooks.saved', { name: saved.name }) : null),
    reload: () => void queries.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
    onSaved: ({ webhook: saved, secret }) => secret !== null && onSecret(saved.name, secret),
    onClose,
  })
  const form = useForm<WebhookChange>(
    { name: webhook?.name ?? '', url: webhook?.url ?? '', events: webhook?.events ?? [], content: webhook?.content ?? 'record', active: webhook?.active ?? true },
    {
      error: save.error,
      checks: {
        name: required(t('name.missing')),
        url: required(t('webhooks.url.missing')),
        events: (chosen) => (chosen.length > 0 ? undefined : t('webhooks.events.missing')),
      },
    },
  )
  const { values, set } = form
  return (
    <FormSheet
      title={webhook ? webhook.name : t('webhooks.new')}
      submit={webhook ? t('word.save') : t('webhooks.create')}
      mayChange={mayChange}
      form={form}
      saving={save}
      version={webhook?.version}
      wish={() => ({ ...values, name: values.name.trim(), url: values.url.trim() })}
      onClose={onClose}
    >
      <Field label={t('webhooks.name')} {...form.field('name')}>
        <Input autoFocus={webhook === null} autoComplete="off" disabled={!mayChange} value={values.name} onChange={(e) => set('name', e.target.value)} />
      </Field>
      <Field label={t('webhooks.url')} hint={t('webhooks.url.hint')} {...form.field('url')}>
        <Input type="url" inputMode="url" autoComplete="off" disabled={!mayChange} value={values.url} onChange={(e) => set('url', e.target.value)} />
      </Field>
      <Field label={t('webhooks.events')} {...form.field('events')}>
        <MultiSelect
          label={t('webhooks.events')}
          disabled={!mayChange}
          options={events.map((event) => ({ value: event, label: event }))}
          value={values.events}
          onChange={(chosen) => set('events', chosen)}
        />
      </Field>
      <div className="flex flex-col gap-1">
        <span className="text-12 font-medium text-ink-2">{t('webhooks.content')}</span>
        <Segmented
          label={t('webhooks.content')}
          disabled={!mayChange}
          value={values.content ?? 'record'}
          options={[
            { value: 'record', label: t('webhooks.content.record') },
            { value: 'reference', label: t('webhooks.content.reference') },
          ]}
          onChange={(content) => set('content', content)}
        />
        <p className="text-12 text-ink-3">{t('webhooks.content.hint')}</p>
      </div>
      {webhook && <Switch label={t('webhooks.active')} disabled={!mayChange} checked={values.active} onChange={(e) => set('active', e.target.checked)} />}
    </FormSheet>
  )
}
