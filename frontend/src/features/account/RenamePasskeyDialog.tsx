import { useMutation } from '@tanstack/react-query'
import { type Passkey, renamePasskey } from '@/api/factors'
import { t } from '@/i18n/t'
import { Field } from '@/ui/Field'
import { FormDialog } from '@/ui/FormDialog'
import { Input } from '@/ui/Input'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { required, useForm } from '@/ui/useForm'

export function RenamePasskeyDialog({ passkey, onDone, onClose }: { passkey: Passkey; onDone: () => void; onClose: () => void }) {
  const rename = useMutation({ mutationFn: renamePasskey, meta: { shown: true }, onSuccess: onDone })
  const form = useForm({ name: passkey.name }, { error: rename.error, checks: { name: required(t('name.missing')) } })
  return (
    <FormDialog
      title={t('factors.passkeys.rename.of', { name: passkey.name })}
      size="sm"
      dirty={form.dirty}
      busy={rename.isPending}
      submit={t('word.save')}
      onSubmit={() => form.check() && rename.mutate({ id: passkey.id, name: form.values.name.trim() })}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        <ProblemAlert error={rename.error} fields={['name']} />
        <Field label={t('factors.passkeys.name')} {...form.field('name')}>
          <Input autoFocus autoComplete="off" maxLength={100} value={form.values.name} onChange={(e) => form.set('name', e.target.value)} />
        </Field>
      </div>
    </FormDialog>
  )
}
