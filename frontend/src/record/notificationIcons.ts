import { AtSign, CalendarClock, Clock, type LucideIcon, RefreshCw, Share2, ShieldAlert, UserRoundCheck, Workflow } from 'lucide-react'
import type { NotificationKind } from '@/api/types'

/// The sign of each kind.
export const NOTIFICATION_ICON = {
  assignment: UserRoundCheck,
  mention: AtSign,
  reminder: CalendarClock,
  overdue: Clock,
  resubmitted: RefreshCw,
  statusChanged: Workflow,
  shared: Share2,
  security: ShieldAlert,
} satisfies Record<NotificationKind, LucideIcon>
