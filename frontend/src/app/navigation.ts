import {
  Building2,
  CircleCheckBig,
  CircleDollarSign,
  Combine,
  ContactRound,
  DoorOpen,
  Handshake,
  House,
  KeyRound,
  LifeBuoy,
  type LucideIcon,
  Network,
  PackageCheck,
  Recycle,
  ScrollText,
  ShieldCheck,
  Shuffle,
  Stamp,
  Store,
  TextCursorInput,
  Timer,
  Trash2,
  UserRound,
  UserRoundCheck,
  Users,
  Webhook,
  Workflow,
} from 'lucide-react'
import { may, mayDo } from '@/api/rights'
import type { Me } from '@/api/types'
import type { MessageId } from '@/i18n/catalog'

export type NavGroup = 'me' | 'sell' | 'run'
export type NavItem = {
  to: string
  label: MessageId
  go: MessageId
  icon: LucideIcon
  keys?: string
  group: NavGroup
  /// Whether something there waits for the reader, and is counted.
  waits?: true
  allowed: (me: Me) => boolean
}

/// Whose records have a trash to look into.
const TRASHED = ['leads', 'deals', 'proposals', 'tickets', 'accounts', 'contacts', 'holdings', 'tasks', 'partners']

/// Whose records are searched for pairs that may be one.
const MERGED = ['leads', 'accounts', 'contacts']

/// About whose records somebody may have to consent.
const APPROVED = ['leads', 'deals', 'tickets', 'proposals']

/// Everything the sidebar, the bottom bar and the "go to" shortcuts offer, in order. A page appears here when it exists.
const ITEMS: readonly NavItem[] = [
  { to: '/', label: 'nav.home', go: 'go.home', icon: House, keys: 'G H', group: 'me', allowed: () => true },
  { to: '/tasks', label: 'nav.tasks', go: 'go.tasks', icon: CircleCheckBig, keys: 'G T', group: 'me', allowed: (me) => may(me, 'tasks') },
  { to: '/leads', label: 'nav.leads', go: 'go.leads', icon: UserRound, keys: 'G L', group: 'sell', allowed: (me) => may(me, 'leads') },
  { to: '/deals', label: 'nav.deals', go: 'go.deals', icon: CircleDollarSign, keys: 'G D', group: 'sell', allowed: (me) => may(me, 'deals') },
  { to: '/approvals', label: 'nav.approvals', go: 'go.approvals', icon: UserRoundCheck, group: 'me', waits: true, allowed: (me) => APPROVED.some((module) => may(me, module)) },
  { to: '/proposals', label: 'nav.proposals', go: 'go.proposals', icon: ScrollText, keys: 'G P', group: 'sell', allowed: (me) => may(me, 'proposals') },
  { to: '/tickets', label: 'nav.tickets', go: 'go.tickets', icon: LifeBuoy, keys: 'G K', group: 'sell', allowed: (me) => may(me, 'tickets') },
  { to: '/accounts', label: 'nav.accounts', go: 'go.accounts', icon: Store, keys: 'G A', group: 'sell', allowed: (me) => may(me, 'accounts') },
  { to: '/contacts', label: 'nav.contacts', go: 'go.contacts', icon: ContactRound, keys: 'G C', group: 'sell', allowed: (me) => may(me, 'contacts') },
  { to: '/holdings', label: 'nav.holdings', go: 'go.holdings', icon: PackageCheck, group: 'sell', allowed: (me) => may(me, 'holdings') },
  { to: '/pool', label: 'nav.pool', go: 'go.pool', icon: Recycle, group: 'sell', allowed: (me) => me.pools.length > 0 },
  { to: '/partners', label: 'nav.partners', go: 'go.partners', icon: Handshake, group: 'sell', allowed: (me) => may(me, 'partners') },
  { to: '/pipelines', label: 'nav.pipelines', go: 'go.pipelines', icon: Workflow, group: 'run', allowed: (me) => may(me, 'pipelines') },
  { to: '/settings/fields', label: 'nav.fields', go: 'go.fields', icon: TextCursorInput, group: 'run', allowed: (me) => may(me, 'pipelines') },
  { to: '/settings/approvals', label: 'nav.policies', go: 'go.policies', icon: Stamp, group: 'run', allowed: (me) => may(me, 'pipelines') },
  { to: '/assignment', label: 'nav.assignment', go: 'go.assignment', icon: Shuffle, group: 'run', allowed: (me) => may(me, 'assignment') },
  { to: '/settings/service', label: 'nav.service', go: 'go.service', icon: Timer, group: 'run', allowed: (me) => may(me, 'pipelines') && may(me, 'tickets') },
  { to: '/users', label: 'nav.users', go: 'go.users', icon: Users, keys: 'G U', group: 'run', allowed: (me) => may(me, 'users') },
  { to: '/teams', label: 'nav.teams', go: 'go.teams', icon: Network, group: 'run', allowed: (me) => may(me, 'users') },
  { to: '/roles', label: 'nav.roles', go: 'go.roles', icon: ShieldCheck, group: 'run', allowed: (me) => may(me, 'roles') },
  { to: '/duplicates', label: 'nav.duplicates', go: 'go.duplicates', icon: Combine, group: 'run', allowed: (me) => MERGED.some((module) => mayDo(me, module, 'merge')) },
  { to: '/trash', label: 'nav.trash', go: 'go.trash', icon: Trash2, group: 'run', allowed: (me) => TRASHED.some((module) => mayDo(me, module, 'delete')) },
  { to: '/settings/company', label: 'nav.company', go: 'go.company', icon: Building2, group: 'run', allowed: (me) => may(me, 'system') },
  { to: '/settings/sign-in', label: 'nav.providers', go: 'go.providers', icon: KeyRound, group: 'run', allowed: (me) => may(me, 'system') },
  { to: '/settings/lead-sources', label: 'nav.sources', go: 'go.sources', icon: DoorOpen, group: 'run', allowed: (me) => may(me, 'integrations') },
  { to: '/settings/webhooks', label: 'nav.webhooks', go: 'go.webhooks', icon: Webhook, group: 'run', allowed: (me) => may(me, 'integrations') },
  { to: '/settings/api-keys', label: 'nav.apiKeys', go: 'go.apiKeys', icon: KeyRound, group: 'run', allowed: (me) => may(me, 'users') },
  { to: '/settings/audit', label: 'nav.audit', go: 'go.audit', icon: ScrollText, group: 'run', allowed: (me) => may(me, 'audit') },
]

/// What can be made from anywhere: the list opens with its form.
type Creatable = { id: string; label: MessageId; keys: string; href: string; module: string }
const CREATABLE: readonly Creatable[] = [
  { id: 'lead.new', label: 'leads.new', keys: 'N L', href: '/leads?new=1', module: 'leads' },
  { id: 'deal.new', label: 'deals.new', keys: 'N D', href: '/deals?new=1', module: 'deals' },
  { id: 'ticket.new', label: 'tickets.new', keys: 'N K', href: '/tickets?new=1', module: 'tickets' },
  { id: 'account.new', label: 'go.newAccount', keys: 'N A', href: '/accounts?new=1', module: 'accounts' },
  { id: 'contact.new', label: 'go.newContact', keys: 'N C', href: '/contacts?new=1', module: 'contacts' },
  { id: 'task.new', label: 'tasks.new', keys: 'N T', href: '/tasks?new=1', module: 'tasks' },
]

export const creatable = (me: Me): readonly Creatable[] => CREATABLE.filter(({ module }) => mayDo(me, module, 'create'))

export const NAV_GROUPS: readonly NavGroup[] = ['me', 'sell', 'run']

export const navigationFor = (me: Me): readonly NavItem[] => ITEMS.filter((item) => item.allowed(me))
