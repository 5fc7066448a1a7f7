import { money } from '@/i18n/format'

export function MoneyText({ value }: { value: { amount: string; currency: string } | null | undefined }) {
  if (!value) return null
  return <bdi className="tabular-nums">{money(value.amount, value.currency)}</bdi>
}
