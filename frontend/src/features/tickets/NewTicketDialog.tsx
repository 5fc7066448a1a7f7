import '@/i18n/packs/tickets'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pipelinesQuery } from '@/api/pipelines'
import { t } from '@/i18n/t'
import { NewRecordDialog, type NewRecordProps } from '@/record/NewRecordDialog'
import { Field } from '@/ui/Field'
import { Select } from '@/ui/Select'

const ASKED = ['title', 'type', 'priority', 'account', 'contact', 'source', 'product', 'description']
/// What the server takes when nothing is said; the department follows from the type.
const USUAL = { type: 'question', priority: 'normal', source: 'call' }

/// Who raises a ticket need not work it: the rules give it to somebody.
export function NewTicketDialog({ meta, given = {}, ...props }: NewRecordProps & { given?: Record<string, unknown> }) {
  const { data: pipelines = [] } = useQuery(pipelinesQuery('ticket'))
  const [chosen, setChosen] = useState<string | null>(null)
  const pipeline = chosen ?? pipelines.find((each) => each.isDefault)?.id ?? null
  const shown = { ...meta, fields: meta.fields.filter(({ key }) => key !== 'department') }
  return (
    <NewRecordDialog
      {...props}
      meta={shown}
      asked={[...ASKED, ...Object.keys(given).filter((key) => !ASKED.includes(key))]}
      given={{ ...USUAL, ...given }}
      {...(chosen === null ? {} : { besides: { pipeline: chosen } })}
      title={t('tickets.new')}
      text={t('tickets.new.text')}
      submit={t('tickets.create')}
    >
      {pipelines.length > 1 && (
        <Field label={t('tickets.pipeline')}>
          <Select label={t('tickets.pipeline')} options={pipelines.map(({ id, name }) => ({ value: id, label: name }))} value={pipeline} onChange={setChosen} />
        </Field>
      )}
    </NewRecordDialog>
  )
}
