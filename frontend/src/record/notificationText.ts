import type { QueryClient } from '@tanstack/react-query'
import { metaQuery } from '@/api/records'
import type { NotificationView, ObjectMeta } from '@/api/types'
import { relative } from '@/i18n/format'
import '@/i18n/packs/notifications'
import { t } from '@/i18n/t'

/// What happened, in words. The server says what kind of thing it was and to which record; the sentence is ours.
export function notificationText({ kind, object, title, data }: NotificationView, meta?: Pick<ObjectMeta, 'fields'>, now = Date.now()): string {
  const due = typeof data?.['dueAt'] === 'string' ? relative(data['dueAt'], now) : null
  switch (kind) {
    case 'assignment':
      if (object === 'task') return due === null ? t('notice.task', { title }) : t('notice.task.due', { title, due })
      return data?.['how'] === 'reassigned' ? t('notice.reassigned', { title }) : t('notice.assigned', { title })
    case 'assignments':
      return t('notice.assignments', { title })
    case 'import':
      return t('notice.import', { title, done: Number(data?.['done'] ?? 0), failed: Number(data?.['failed'] ?? 0) })
    case 'bulk':
      return t('notice.bulk', { done: Number(data?.['done'] ?? 0), failed: Number(data?.['failed'] ?? 0) })
    case 'mention':
      return t('notice.mention', { title })
    case 'remark':
      return t('notice.remark', { title })
    case 'reminder':
      return due === null ? t('notice.reminder', { title }) : t('notice.reminder.due', { title, due })
    case 'overdue':
      return due === null ? t('notice.overdue', { title }) : t('notice.overdue.since', { title, due })
    case 'passedOn':
    case 'nobodyLeft':
      return t(`notice.${kind}`, { title, task: String(data?.['task'] ?? '') })
    case 'slaWarning':
    case 'slaBreach':
      return t(data?.['clock'] === 'resolve' ? `notice.${kind}.resolve` : `notice.${kind}`, { title })
    case 'rated':
      return t('notice.rated', { title, satisfaction: Number(data?.['satisfaction'] ?? 0) })
    case 'resubmitted':
      return t('notice.resubmitted', { title })
    case 'statusChanged': {
      const status = meta?.fields.find((field) => field.kind === 'status')?.options?.find((option) => option.value === data?.['to'])?.label
      return status === undefined ? t('notice.moved', { title }) : t('notice.movedTo', { title, status })
    }
    case 'webhookDisabled':
      return t('notice.webhookDisabled', { title })
    case 'approvalWanted':
    case 'approvalDelegated':
    case 'approvalGiven':
    case 'approvalRejected':
    case 'approvalLapsed':
    case 'approvalOverdue':
    case 'assignmentRequest':
    case 'proposalAccepted':
    case 'proposalDeclined':
    case 'requestApproved':
    case 'requestRejected':
      return t(`notice.${kind}`, { title })
    case 'goesToPool':
    case 'wentToPool':
      return t(`notice.${kind}`, { title, more: Number(data?.['more'] ?? 0), when: typeof data?.['at'] === 'string' ? relative(data['at'], now) : '' })
    case 'shared':
      return t('notice.shared', { title })
    default:
      return title
  }
}

/// With the words for statuses, when the object's description is known already.
export function notificationWords(queries: QueryClient, item: NotificationView): string {
  return notificationText(item, item.object ? queries.getQueryData(metaQuery(item.object).queryKey) : undefined)
}
