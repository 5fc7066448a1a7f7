import { AlarmClock, AtSign, CalendarClock, CircleCheckBig, Clock, ListChecks, type LucideIcon, RefreshCw, Share2, ShieldAlert, Star, UserRoundCheck, Workflow } from 'lucide-react'

/// The sign of each kind.
export const NOTIFICATION_ICON: Partial<Record<string, LucideIcon>> = {
  assignment: UserRoundCheck,
  assignments: UserRoundCheck,
  assignmentRequest: UserRoundCheck,
  requestApproved: UserRoundCheck,
  requestRejected: UserRoundCheck,
  bulk: ListChecks,
  import: ListChecks,
  mention: AtSign,
  remark: AtSign,
  reminder: CalendarClock,
  overdue: Clock,
  passedOn: Clock,
  nobodyLeft: AlarmClock,
  slaWarning: Clock,
  slaBreach: AlarmClock,
  rated: Star,
  proposalAccepted: CircleCheckBig,
  proposalDeclined: RefreshCw,
  resubmitted: RefreshCw,
  statusChanged: Workflow,
  shared: Share2,
  security: ShieldAlert,
}
