import type { RoleDefinition } from '@/api/roles'
import { t } from '@/i18n/t'
import { Input } from '@/ui/Input'
import { Field } from '@/ui/Field'
import { Segmented } from '@/ui/Segmented'
import { maxDiscountOf, withMaxDiscount } from './definition'

const USUAL = 10
const WHOLE = 100

type Props = { definition: RoleDefinition; disabled: boolean; error?: string | undefined; onChange: (definition: RoleDefinition) => void }

/// How much people with this role may take off a proposal by themselves.
export function MaxDiscount({ definition, disabled, onChange }: Props) {
  const most = maxDiscountOf(definition)
  return (
    <div className="flex flex-wrap items-end gap-4">
      <Segmented
        label={t('roles.discount')}
        value={most === null ? 'any' : 'some'}
        disabled={disabled}
        options={[
          { value: 'any', label: t('roles.discount.any') },
          { value: 'some', label: t('roles.discount.some') },
        ]}
        onChange={(value) => onChange(withMaxDiscount(definition, value === 'any' ? null : USUAL))}
      />
      {most !== null && (
        <Field label={t('roles.discount.most')}>
          <Input
            type="number"
            min={0}
            max={WHOLE}
            step={1}
            className="w-32 text-end tabular-nums"
            value={String(most)}
            disabled={disabled}
            onChange={(event) => onChange(withMaxDiscount(definition, Math.min(WHOLE, Math.max(0, Math.trunc(Number(event.target.value))))))}
          />
        </Field>
      )}
    </div>
  )
}
