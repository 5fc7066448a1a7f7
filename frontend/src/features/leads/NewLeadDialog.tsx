import '@/i18n/packs/leadForm'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { isProblem } from '@/api/problem'
import { fieldProblem } from '@/api/problems'
import { directoryQuery } from '@/api/records'
import type { Duplicate } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { FieldInput } from '@/record/FieldInput'
import { recordHref } from '@/record/links'
import { askedFields, type NewRecordProps } from '@/record/NewRecordDialog'
import { isEmpty, isPerson, wireValue } from '@/record/values'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { toast } from '@/ui/toast'
import { createLead, findDuplicates, type NewLead } from './queries'

// What one knows about a lead in its first minute; the rest is filled in on its page.
const ASKED = ['firstName', 'lastName', 'company', 'phone', 'email', 'source', 'owner', 'expectedValue']
const PAUSE_MS = 350

export function NewLeadDialog({ meta, onClose, onOpen }: NewRecordProps) {
  const me = useMe()
  const queries = useQueryClient()
  const { data: users = [] } = useQuery(directoryQuery)
  // Whoever types a lead in means to work it; without an owner the assignment rules decide, and it may be out of sight at once.
  const [values, setValues] = useState<Record<string, unknown>>({ owner: { id: me.user.id, name: me.user.name } })
  const fields = askedFields(meta, ASKED)

  const create = useMutation({
    mutationFn: (onDuplicate: NewLead['onDuplicate']) =>
      createLead({ ...Object.fromEntries(Object.entries(values).filter(([, v]) => !isEmpty(v)).map(([k, v]) => [k, wireValue(v)])), onDuplicate }),
    meta: { shown: true },
    onSuccess: ({ data: { outcome, lead } }) => {
      void queries.invalidateQueries({ queryKey: [meta.key] })
      onClose()
      toast(t(outcome === 'linked' ? 'leads.linked' : 'leads.created'), { action: { label: t('leads.open'), run: () => onOpen(lead) } })
    },
  })
  const matches = useMatches(values['phone'], values['email'])
  const refused = isProblem(create.error, 'DUPLICATE_LEAD') ? ((create.error.body['duplicates'] as Duplicate[] | undefined) ?? []) : []
  const duplicates = refused.length > 0 ? refused : matches
  const nameless = ['firstName', 'lastName', 'company', 'title', 'phone', 'email'].every((key) => isEmpty(values[key]))

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('leads.new')}
      description={t('leads.new.text')}
      onSubmit={() => !nameless && !create.isPending && create.mutate('reject')}
      footer={
        <>
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          {refused.length > 0 && (
            <Button busy={create.isPending} onClick={() => create.mutate('create')}>
              {t('leads.createAnyway')}
            </Button>
          )}
          <Button type="submit" variant="primary" busy={create.isPending} disabled={nameless || refused.length > 0}>
            {t('leads.create')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        {refused.length === 0 && <ProblemAlert error={create.error} fields={fields.map((f) => f.key)} />}
        <div className="grid gap-3.5 sm:grid-cols-2">
          {fields.map((field, index) => (
            <Field key={field.key} label={field.label} optional={!field.required} error={fieldProblem(create.error, field.key)}>
              <FieldInput
                field={field}
                autoFocus={index === 0}
                value={values[field.key]}
                users={users}
                currency={me.tenant.currency}
                onChange={(value) => {
                  setValues((all) => ({ ...all, [field.key]: value }))
                  if (create.isError) create.reset()
                }}
              />
            </Field>
          ))}
        </div>
        <DuplicateWarning duplicates={duplicates} refused={refused.length > 0} onFollow={onClose} />
      </div>
    </Dialog>
  )
}

/// Who has this phone or e-mail already, asked after a pause in typing.
function useMatches(phone: unknown, email: unknown): readonly Duplicate[] {
  const typedPhone = typeof phone === 'string' && phone.replace(/\D/g, '').length >= 6 ? phone.trim() : ''
  const typedEmail = typeof email === 'string' && /^\S+@\S+\.\S+$/.test(email.trim()) ? email.trim() : ''
  const [asked, setAsked] = useState({ phone: '', email: '' })
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ phone: typedPhone, email: typedEmail }), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typedPhone, typedEmail])
  const enabled = asked.phone !== '' || asked.email !== ''
  const { data = [] } = useQuery({
    queryKey: ['lead', 'duplicates', asked],
    queryFn: ({ signal }) =>
      findDuplicates({ ...(asked.phone && { phone: asked.phone }), ...(asked.email && { email: asked.email }) }, signal),
    enabled,
    placeholderData: keepPreviousData,
  })
  return enabled ? data : []
}

function DuplicateWarning({ duplicates, refused, onFollow }: { duplicates: readonly Duplicate[]; refused: boolean; onFollow: () => void }) {
  return (
    // Stays in sight at the lower edge: on a phone the fields below would hide it.
    <div role="status" className="sticky bottom-0">
      {duplicates.length > 0 && (
        <div className="rounded-card bg-warn-soft px-3 py-2.5 text-warn">
          <p className="flex items-start gap-2 font-medium">
            <TriangleAlert size={16} className="mt-0.5" aria-hidden />
            {refused ? t('leads.duplicate.refused') : t('leads.duplicate.warning', { count: duplicates.length })}
          </p>
          <ul className="mt-1.5 flex flex-col gap-1 ps-6 text-ink">
            {duplicates.map((duplicate) => {
              const owner = isPerson(duplicate.owner) ? duplicate.owner.name : duplicate.owner
              const href = duplicate.visible ? recordHref('lead', duplicate.id) : null
              return (
                <li key={duplicate.number} className="flex flex-wrap items-baseline gap-x-2">
                  {href === null ? (
                    <span className="font-medium">{duplicate.number}</span>
                  ) : (
                    <Link to={href} className="font-medium underline underline-offset-2" onClick={onFollow}>
                      <bdi>{duplicate.title || duplicate.number}</bdi>
                    </Link>
                  )}
                  <span className="text-12 text-ink-2">
                    {duplicate.visible ? t('leads.duplicate.with', { number: duplicate.number, owner: owner || t('word.none') }) : t('leads.duplicate.hidden', { owner: owner || t('word.none') })}
                  </span>
                </li>
              )
            })}
          </ul>
        </div>
      )}
    </div>
  )
}
