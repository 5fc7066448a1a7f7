import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Lock } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { EditorForm } from '@/actions/EditorForm'
import { pipelinesQuery } from '@/api/pipelines'
import { isProblem, Problem } from '@/api/problem'
import { may } from '@/api/rights'
import { changeRole, roleOptionsQuery, type RoleView, rolesQuery } from '@/api/roles'
import { useMe } from '@/api/useMe'
import '@/i18n/packs/roles'
import { t, tOr } from '@/i18n/t'
import { BackLink } from '@/actions/BackLink'
import { Button } from '@/ui/Button'
import { ConflictNotice } from '@/ui/ConflictNotice'
import { EmptyState } from '@/ui/EmptyState'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'
import { Page } from '@/ui/Page'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { SkeletonRows } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { placeOf, sameDefinition } from './definition'
import { MaxDiscount } from './MaxDiscount'
import { FieldClasses } from './FieldClasses'
import { RightsMatrix } from './RightsMatrix'
import { AllowedStatuses } from './AllowedStatuses'
import { isFixed } from './words'

const FORM = 'role-form'

export function RolePage() {
  const { id } = useParams({ from: '/shell/roles/$id' })
  const { data: roles, error, refetch } = useQuery(rolesQuery)
  const role = roles?.find((each) => each.id === id)
  if (role) return <RoleEditor key={role.id} role={role} />
  return (
    <Page title={t('nav.roles')} lead={<BackLink to="/roles" label={t('roles.back')} />} reading>
      {error !== null ? (
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      ) : roles ? (
        <EmptyState kind="noMatch" title={t('roles.gone')} text={t('roles.gone.text')} />
      ) : (
        <SkeletonRows rows={8} />
      )}
    </Page>
  )
}

function RoleEditor({ role }: { role: RoleView }) {
  const me = useMe()
  const queries = useQueryClient()
  const options = useQuery(roleOptionsQuery)
  const kinds = options.data?.pipelineKinds ?? []
  const pipelines = useQueries({ queries: kinds.map(pipelinesQuery) })
  const failed = pipelines.find(({ error }) => error !== null)
  const mayChange = may(me, 'roles', 'write') && !isFixed(role)
  const [name, setName] = useState(role.name)
  const [definition, setDefinition] = useState(role.definition)
  const [base, setBase] = useState(role)
  const dirty = name.trim() !== base.name || !sameDefinition(definition, base.definition)
  const take = (fresh: RoleView) => {
    setBase(fresh)
    setName(fresh.name)
    setDefinition(fresh.definition)
  }
  const save = useMutation({
    mutationFn: (version: number) => changeRole(role.id, version, { name: name.trim(), definition }),
    meta: { shown: true },
    onSuccess: (saved) => {
      take({ ...base, ...saved })
      toast(t('roles.saved', { name: saved.name }))
      void queries.invalidateQueries({ queryKey: rolesQuery.queryKey })
      // One's own rights may have changed with the role.
      void queries.invalidateQueries({ queryKey: ['me'] })
    },
  })
  const theirs = async () => {
    const fresh = (await queries.fetchQuery({ ...rolesQuery, staleTime: 0 })).find((each) => each.id === role.id)
    if (fresh) take(fresh)
    save.reset()
  }
  const nameProblem = name.trim() === '' ? t('name.missing') : isProblem(save.error, 'ROLE_KEY_TAKEN') ? t('problem.ROLE_KEY_TAKEN') : complaints(save.error, 'name', null)
  const submit = () => {
    if (mayChange && dirty && name.trim() !== '' && !save.isPending) save.mutate(base.version)
  }
  return (
    <Page
      title={base.name}
      aside={t('roles.users.count', { count: role.users })}
      lead={<BackLink to="/roles" label={t('roles.back')} />}
      actions={
        mayChange && (
          <>
            {dirty && (
              <Button variant="quiet" onClick={() => take(base)} className="max-sm:hidden">
                {t('editor.revert')}
              </Button>
            )}
            <Button type="submit" form={FORM} variant="primary" disabled={!dirty} busy={save.isPending}>
              {t('word.save')}
            </Button>
          </>
        )
      }
      reading
    >
      <EditorForm id={FORM} dirty={dirty} onSubmit={submit} className="flex flex-col gap-6">
        <ConflictNotice error={save.error} onTheirs={() => void theirs()} onMine={(version) => save.mutate(version)} />
        {save.error !== null && !isProblem(save.error, 'VERSION_CONFLICT') && !isProblem(save.error, 'ROLE_KEY_TAKEN') && (
          <ProblemAlert error={save.error} fields={['definition', 'name']} />
        )}
        {isFixed(role) && (
          <p className="flex items-start gap-2 rounded-card bg-soft px-3 py-2 text-soft-ink">
            <Lock size={16} className="mt-0.5" aria-hidden />
            {t('roles.fixed.text')}
          </p>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('roles.name')} error={mayChange ? nameProblem : undefined}>
            <Input value={name} disabled={!mayChange} onChange={(e) => setName(e.target.value)} />
          </Field>
          <Field label={t('roles.key')} hint={t('roles.key.hint')}>
            <Input value={role.key} readOnly dir="ltr" />
          </Field>
        </div>
        <Section id="rights" title={t('roles.rights')} text={t('roles.rights.text')}>
          {options.error !== null && <ProblemAlert error={options.error} onRetry={() => void options.refetch()} />}
          {options.isPending && <SkeletonRows rows={6} />}
          {options.data && (
            <RightsMatrix
              options={options.data}
              definition={definition}
              disabled={!mayChange}
              onChange={setDefinition}
              problemOf={(module) => complaints(save.error, 'modules', module)}
            />
          )}
        </Section>
        <Section id="fields" title={t('roles.fields')} text={t('roles.fields.text')}>
          {options.data && <FieldClasses options={options.data} definition={definition} disabled={!mayChange} onChange={setDefinition} />}
        </Section>
        <Section id="discount" title={t('roles.discount')} text={t('roles.discount.text')}>
          <MaxDiscount definition={definition} disabled={!mayChange} onChange={setDefinition} />
        </Section>
        <Section id="statuses" title={t('roles.statuses')} text={t('roles.statuses.text')}>
          {failed && <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} />}
          {(options.isPending || pipelines.some(({ isPending }) => isPending)) && <SkeletonRows rows={2} />}
          <div className="flex flex-col gap-5">
            {kinds.map((kind, i) => {
              const known = pipelines[i]?.data
              return known && <AllowedStatuses key={kind} kind={kind} label={tOr(`nav.${kind}s`, kind)} pipelines={known} definition={definition} disabled={!mayChange} onChange={setDefinition} />
            })}
          </div>
        </Section>
      </EditorForm>
    </Page>
  )
}

function complaints(error: unknown, part: string, key: string | null): string | undefined {
  if (!(error instanceof Problem)) return undefined
  const found = error.errors.filter((each) => {
    const place = placeOf(each.pointer)
    return place.part === part && place.key === key
  })
  return found.length === 0 ? undefined : found.map((each) => each.message).join(' ')
}

function Section({ id, title, text, children }: { id: string; title: string; text: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-14 font-semibold">
        {title}
      </h2>
      <p className="mb-3 max-w-2xl text-ink-2">{text}</p>
      {children}
    </section>
  )
}
