import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldProblem } from '@/api/problems'
import { recordQuery } from '@/api/records'
import type { RecordView } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { isRef } from '@/record/values'
import { DateInput } from '@/ui/DateTimeInput'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input, TextArea } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { Segmented } from '@/ui/Segmented'
import { sendProposal } from './queries'

type Way = 'mail' | 'link'
type Props = { record: RecordView; onClose: () => void; onSent: (link: string, mailed: boolean) => void }

const FIELDS = ['to', 'name', 'subject', 'message', 'validUntil']

/// By mail to whom the deal is with, or by a link one passes on. Everything is filled in and can be written anew.
export function SendDialog({ record, onClose, onSent }: Props) {
  const me = useMe()
  const customer = useCustomer(record)
  const [way, setWay] = useState<Way>('mail')
  const [typed, setTyped] = useState<Partial<Record<'to' | 'name' | 'subject' | 'message', string>>>({})
  const [until, setUntil] = useState<string | null>(typeof record['validUntil'] === 'string' ? record['validUntil'] : null)
  const title = String(record['title'] ?? '')
  const name = typed.name ?? customer.name
  const words = {
    to: typed.to ?? customer.email,
    name,
    subject: typed.subject ?? t('proposal.mail.subject', { title, number: String(record['number'] ?? '') }),
    message: typed.message ?? t('proposal.mail.message', { name, title, sender: me.user.name }),
  }
  const send = useMutation({
    mutationFn: () => sendProposal(record.id, { version: record.version, ...(way === 'mail' ? words : {}), ...(until === null ? {} : { validUntil: until }) }),
    meta: { shown: true },
    onSuccess: ({ link }) => onSent(link, way === 'mail'),
  })
  const write = (key: keyof typeof words) => (value: string) => {
    setTyped((all) => ({ ...all, [key]: value }))
    if (send.isError) send.reset()
  }
  return (
    <FormDialog title={t('proposal.send.title')} description={t('proposal.send.text')} dirty={Object.keys(typed).length > 0} busy={send.isPending} submit={t(way === 'mail' ? 'proposal.send' : 'proposal.send.link')} onSubmit={() => send.mutate()} onClose={onClose}>
      <div className="flex flex-col gap-3.5">
        <ProblemAlert error={send.error} fields={FIELDS} />
        <Segmented<Way>
          fill
          label={t('proposal.send.way')}
          value={way}
          options={[
            { value: 'mail', label: t('proposal.send.mail') },
            { value: 'link', label: t('proposal.send.linkOnly') },
          ]}
          onChange={setWay}
        />
        {way === 'mail' && (
          <>
            <div className="grid gap-3.5 sm:grid-cols-2">
              <Field label={t('proposal.send.to')} error={fieldProblem(send.error, 'to')}>
                <Input type="email" value={words.to} onChange={(event) => write('to')(event.target.value)} />
              </Field>
              <Field label={t('proposal.send.name')} optional error={fieldProblem(send.error, 'name')}>
                <Input value={words.name} maxLength={200} onChange={(event) => write('name')(event.target.value)} />
              </Field>
            </div>
            <Field label={t('proposal.send.subject')} error={fieldProblem(send.error, 'subject')}>
              <Input value={words.subject} maxLength={200} onChange={(event) => write('subject')(event.target.value)} />
            </Field>
            <Field label={t('proposal.send.message')} hint={t('proposal.send.message.hint')} error={fieldProblem(send.error, 'message')}>
              <TextArea rows={6} value={words.message} maxLength={5000} onChange={(event) => write('message')(event.target.value)} />
            </Field>
          </>
        )}
        <Field label={t('proposal.send.until')} hint={t('proposal.send.until.hint')} optional error={fieldProblem(send.error, 'validUntil')}>
          <DateInput value={until} onChange={setUntil} />
        </Field>
      </div>
    </FormDialog>
  )
}

/// Whom the deal is with, as far as the reader may see it.
function useCustomer(record: RecordView): { name: string; email: string } {
  const deal = isRef(record['deal']) ? record['deal'].id : ''
  const { data: found } = useQuery({ ...recordQuery('deal', '/deals', deal), enabled: deal !== '' })
  const contact = found && isRef(found['contact']) ? found['contact'].id : ''
  const { data: person } = useQuery({ ...recordQuery('contact', '/contacts', contact), enabled: contact !== '' })
  const masked = Array.isArray(person?.['masked']) ? person['masked'] : []
  const clear = (key: string) => (typeof person?.[key] === 'string' && !masked.includes(key) ? person[key] : '')
  return { name: clear('name'), email: clear('email') }
}
