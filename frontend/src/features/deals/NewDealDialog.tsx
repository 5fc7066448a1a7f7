import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pipelinesQuery } from '@/api/pipelines'
import { t } from '@/i18n/t'
import { NewRecordDialog, type NewRecordProps } from '@/record/NewRecordDialog'
import { Field } from '@/ui/Field'
import { Select } from '@/ui/Select'

const ASKED = ['title', 'value', 'account', 'contact', 'expectedClose', 'lead', 'partner']

/// Who types a deal in works it; with several pipelines it says where it begins.
export function NewDealDialog(props: NewRecordProps) {
  const { data: pipelines = [] } = useQuery(pipelinesQuery('deal'))
  const [chosen, setChosen] = useState<string | null>(null)
  const pipeline = chosen ?? pipelines.find((each) => each.isDefault)?.id ?? null
  return (
    <NewRecordDialog
      {...props}
      asked={ASKED}
      {...(chosen === null ? {} : { besides: { pipeline: chosen } })}
      title={t('deals.new')}
      text={t('deals.new.text')}
      submit={t('deals.create')}
    >
      {pipelines.length > 1 && (
        <Field label={t('deals.pipeline')}>
          <Select label={t('deals.pipeline')} options={pipelines.map(({ id, name }) => ({ value: id, label: name }))} value={pipeline} onChange={setChosen} />
        </Field>
      )}
    </NewRecordDialog>
  )
}
