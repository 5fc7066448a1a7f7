import { useState } from 'react'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { Checkbox } from '@/ui/Checkbox'
import { Dialog } from '@/ui/Dialog'
import { Field } from '@/ui/Field'
import { Input } from '@/ui/Input'

type Props = { title: string; name: string; shareable: boolean; busy: boolean; onClose: () => void; onSave: (name: string, shared: boolean) => void }

export function ViewNameDialog({ title, name: start, shareable, busy, onClose, onSave }: Props) {
  const [name, setName] = useState(start)
  const [shared, setShared] = useState(false)
  const submit = () => name.trim() !== '' && onSave(name.trim(), shared)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      size="sm"
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{t('word.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={name.trim() === ''} busy={busy}>
            {t('word.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t('view.name')}>
          <Input autoFocus maxLength={80} value={name} onChange={(e) => setName(e.target.value)} />
        </Field>
        {shareable && (
          <Checkbox label={t('view.shared')} hint={t('view.shared.hint')} checked={shared} onChange={(e) => setShared(e.target.checked)} />
        )}
      </div>
    </Dialog>
  )
}
