import type { RoleDefinition, RoleOptions } from '@/api/roles'
import type { FieldVisibility } from '@/api/types'
import { t, tOr } from '@/i18n/t'
import { Segmented } from '@/ui/Segmented'
import { visibilityOf, withVisibility } from './definition'
import { classLabel } from './words'

// Reserved numbers and names: an example shows best what a mask leaves.
const EXAMPLE: Record<string, { clear: string; masked: string }> = {
  phone: { clear: '+44 7700 900123', masked: '••••0123' },
  email: { clear: 'mira@example.com', masked: '••••.com' },
  personal: { clear: 'C-20481', masked: '••••0481' },
  financial: { clear: '₹ 1,250,000', masked: '••••0000' },
}

// From most to least.
const VISIBILITIES: readonly FieldVisibility[] = ['clear', 'masked', 'hidden']

type Props = { options: RoleOptions; definition: RoleDefinition; disabled: boolean; onChange: (definition: RoleDefinition) => void }

/// What is seen of each class of sensitive fields, each with a sentence and an example.
export function FieldClasses({ options, definition, disabled, onChange }: Props) {
  return (
    <ul className="flex flex-col divide-y divide-line rounded-card border border-line">
      {options.fieldClasses.map((kind) => {
        const visibility = visibilityOf(definition, kind)
        const example = EXAMPLE[kind]
        return (
          <li key={kind} className="flex flex-wrap items-center gap-x-6 gap-y-2 px-3 py-3">
            <div className="min-w-56 flex-1">
              <h3 className="font-medium">{classLabel(kind)}</h3>
              <p className="text-12 text-ink-3">{tOr(`roles.class.${kind}.text`, '')}</p>
            </div>
            <Segmented<FieldVisibility>
              label={t('roles.visibility.of', { kind: classLabel(kind) })}
              value={visibility}
              disabled={disabled}
              options={VISIBILITIES.filter((each) => options.visibilities.includes(each)).map((each) => ({ value: each, label: t(`roles.visibility.${each}`) }))}
              onChange={(each) => onChange(withVisibility(definition, kind, each))}
            />
            <p className="w-full text-12 text-ink-2 sm:w-56">
              {visibility === 'hidden' ? (
                t('roles.visibility.hidden.text')
              ) : (
                <>
                  {visibility === 'clear' ? t('roles.visibility.clear.text') : t('roles.visibility.masked.text')} <bdi className="font-medium text-ink tabular-nums">{example?.[visibility]}</bdi>
                </>
              )}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
