import type { Approval, Approver } from '@/api/approvals'
import { money, percent } from '@/i18n/format'
import { t, tOr } from '@/i18n/t'

const CALM = 'bg-surface-2 text-ink-2'
export const STATUS_TONE: Record<Approval['status'], string> = { pending: 'bg-warn-soft text-warn', approved: 'bg-ok-soft text-ok', rejected: 'bg-bad-soft text-bad', withdrawn: CALM, lapsed: CALM }

/// What is asked for: a company's own word for a status, ours for the rest.
export const wantedText = ({ kind, label }: Pick<Approval, 'kind' | 'label'>): string =>
  label ? t('approvals.move', { status: label }) : tOr(`approvals.kind.${kind}`, kind)

export function figuresText({ figures }: Pick<Approval, 'figures'>): string {
  const { amount, discountPercent } = figures ?? {}
  return [amount ? money(amount.amount, amount.currency) : null, discountPercent === undefined || discountPercent === null ? null : t('approvals.discount', { percent: percent(Number(discountPercent)) })].filter(Boolean).join(' · ')
}

export function approverText(approver: Approver, name: string | undefined, roles: readonly { key: string; name: string }[] = []): string {
  switch (approver.type) {
    case 'user':
      return name ?? t('filter.someone')
    case 'role':
      return t('approvals.by.role', { role: roles.find((role) => role.key === approver.role)?.name ?? approver.role })
    case 'manager':
      return t('approvals.by.manager')
  }
}

/// Why it ended: what a person wrote, or what we know ourselves.
export const endText = ({ status, reason }: Pick<Approval, 'status' | 'reason'>): string | null => (!reason ? null : status === 'lapsed' ? tOr(`approvals.lapsed.${reason}`, reason) : reason)
