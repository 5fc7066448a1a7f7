import type { CustomField, CustomKind, FieldOption } from '@/api/fields'

export type Draft = {
  label: string
  key: string
  kind: CustomKind | null
  section: string
  sensitivity: CustomField['sensitivity'] | null
  required: boolean
  requiredIn: string[]
  options: FieldOption[]
  decimals: number
  active: boolean
}

export const draftOf = (field: CustomField | null): Draft => ({
  label: field?.label ?? '',
  key: field?.key ?? '',
  kind: field?.kind ?? null,
  section: field?.section ?? 'custom',
  sensitivity: field?.sensitivity ?? null,
  required: field?.required ?? false,
  requiredIn: field?.requiredIn ?? [],
  options: field?.options ?? [],
  decimals: field?.decimals ?? 0,
  active: field?.state !== 'inactive',
})

export const hasOptions = (kind: CustomKind | null): boolean => kind === 'choice' || kind === 'multiChoice'

/// The things with one of them at another place.
export function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const place = Math.max(0, Math.min(all.length - 1, to))
  const one = all[from]
  return one === undefined ? [...all] : all.toSpliced(from, 1).toSpliced(place, 0, one)
}

/// The value a new choice is stored by: plain letters of its label, told apart from the others by a number.
export function optionValue(label: string, taken: readonly string[]): string {
  const plain =
    label
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_+|_+$/g, '')
      .slice(0, 34)
      .replaceAll(/_+$/g, '') || 'choice'
  let value = plain
  for (let n = 2; taken.includes(value); n += 1) value = `${plain}_${n}`
  return value
}

/// New choices get their value when they are saved, so that typing a label does not leave traces of it.
export function withValues(options: readonly FieldOption[]): FieldOption[] {
  const taken = options.map((option) => option.value).filter(Boolean)
  return options.map((option) => {
    if (option.value) return option
    const value = optionValue(option.label, taken)
    taken.push(value)
    return { ...option, value }
  })
}
