import { type AsyncRouteComponent, createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { meQuery } from '@/api/auth'
import { metaQuery, recordQuery } from '@/api/records'
import { may, reachesAll } from '@/api/rights'
import type { Me } from '@/api/types'
import { session } from '@/api/session'
import { localeOf, useMe } from '@/api/useMe'
import { parseApprovalsSearch } from '@/features/approvals/search'
import { parseAuditSearch } from '@/features/audit/search'
import { parseForecastSearch } from '@/features/deals/search'
import { parseSatisfactionSearch } from '@/features/tickets/search'
import { parseNotificationsSearch } from '@/features/notifications/days'
import { parsePipelinesSearch } from '@/features/pipelines/search'
import { parseSourcesSearch } from '@/features/sources/search'
import { parseTasksSearch } from '@/features/tasks/search'
import { parseUsersSearch } from '@/features/users/search'
import { parseFieldsSearch } from '@/features/fields/search'
import { parseWebhooksSearch } from '@/features/webhooks/search'
import { parseListSearch } from '@/grid/view'
import { speak } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { AppError, LostPage, NoRightsPage, PageError } from './ErrorPages'
import { queryClient } from './queryClient'
import { Shell } from './Shell'
import { arrivalOf, targetOf } from './target'

/// Every URL on one screen. Pages are loaded on demand; the shell is not.
const root = createRootRoute({ component: Outlet, errorComponent: AppError, notFoundComponent: LostPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: arrivalOf,
  beforeLoad: async ({ search }) => {
    if ((await session.restore(search.sso === 'done')) === 'signedIn') throw redirect({ href: search.to ?? '/', replace: true })
  },
  component: lazyRouteComponent(() => import('@/features/account/SignInPage'), 'SignInPage'),
})

const ownPassword = createRoute({
  getParentRoute: () => root,
  path: '/own-password',
  validateSearch: targetOf,
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('@/features/account/OwnPasswordPage'), 'OwnPasswordPage'),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('@/features/account/ForgotPasswordPage'), 'ForgotPasswordPage'),
})

const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  component: lazyRouteComponent(() => import('@/features/account/ChoosePasswordPage'), 'ChoosePasswordPage'),
})

const rating = createRoute({
  getParentRoute: () => root,
  path: '/rate',
  component: lazyRouteComponent(() => import('@/features/rating/RatePage'), 'RatePage'),
})

const offer = createRoute({
  getParentRoute: () => root,
  path: '/p',
  component: lazyRouteComponent(() => import('@/features/offer/OfferPage'), 'OfferPage'),
})

const caughtMails = createRoute({
  getParentRoute: () => root,
  path: '/mails',
  component: lazyRouteComponent(() => import('@/features/mails/CaughtMailsPage'), 'CaughtMailsPage'),
})

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  validateSearch: targetOf,
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('@/features/account/SecondFactorPage'), 'SecondFactorPage'),
})

// Looked at while a primitive is changed; not part of what is shipped.
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/dev/ui',
  component: import.meta.env.DEV ? lazyRouteComponent(() => import('@/dev/Gallery'), 'Gallery') : LostPage,
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: signedIn,
  loader: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery)
    await speak(localeOf(me)).catch(() => undefined)
    if (me.mustChangePassword) throw redirect({ to: '/own-password', search: { to: location.href }, replace: true })
    if (me.mustAddSecondFactor) throw redirect({ to: '/second-factor', search: { to: location.href }, replace: true })
  },
  component: Shell,
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/home/HomePage'), 'HomePage'),
})

const profile = createRoute({
  getParentRoute: () => shell,
  path: '/profile',
  component: lazyRouteComponent(() => import('@/features/account/ProfilePage'), 'ProfilePage'),
})

const leads = createRoute({
  getParentRoute: () => shell,
  path: '/leads',
  ...listOf('leads', 'lead'),
  component: lazyRouteComponent(() => import('@/features/leads/LeadsPage'), 'LeadsPage'),
})

const lead = createRoute({
  getParentRoute: () => shell,
  path: '/leads/$id',
  ...recordOf('leads', 'lead'),
  component: lazyRouteComponent(() => import('@/features/leads/LeadPage'), 'LeadPage'),
})

const deals = createRoute({
  getParentRoute: () => shell,
  path: '/deals',
  ...listOf('deals', 'deal'),
  component: reading('deals', lazyRouteComponent(() => import('@/features/deals/DealsPage'), 'DealsPage')),
})

const forecast = createRoute({
  getParentRoute: () => shell,
  path: '/deals/forecast',
  validateSearch: parseForecastSearch,
  component: reading('deals', lazyRouteComponent(() => import('@/features/deals/ForecastPage'), 'ForecastPage')),
})

const deal = createRoute({
  getParentRoute: () => shell,
  path: '/deals/$id',
  ...recordOf('deals', 'deal'),
  component: reading('deals', lazyRouteComponent(() => import('@/features/deals/DealPage'), 'DealPage')),
})

const proposals = createRoute({
  getParentRoute: () => shell,
  path: '/proposals',
  ...listOf('proposals', 'proposal'),
  component: reading('proposals', lazyRouteComponent(() => import('@/features/proposals/ProposalsPage'), 'ProposalsPage')),
})

const proposal = createRoute({
  getParentRoute: () => shell,
  path: '/proposals/$id',
  ...recordOf('proposals', 'proposal'),
  component: reading('proposals', lazyRouteComponent(() => import('@/features/proposals/ProposalPage'), 'ProposalPage')),
})

const tickets = createRoute({
  getParentRoute: () => shell,
  path: '/tickets',
  ...listOf('tickets', 'ticket'),
  component: reading('tickets', lazyRouteComponent(() => import('@/features/tickets/TicketsPage'), 'TicketsPage')),
})

const satisfaction = createRoute({
  getParentRoute: () => shell,
  path: '/tickets/satisfaction',
  validateSearch: parseSatisfactionSearch,
  component: reading('tickets', lazyRouteComponent(() => import('@/features/tickets/SatisfactionPage'), 'SatisfactionPage'), reachesAll),
})

const ticket = createRoute({
  getParentRoute: () => shell,
  path: '/tickets/$id',
  ...recordOf('tickets', 'ticket'),
  component: reading('tickets', lazyRouteComponent(() => import('@/features/tickets/TicketPage'), 'TicketPage')),
})

const service = createRoute({
  getParentRoute: () => shell,
  path: '/settings/service',
  component: reading('pipelines', lazyRouteComponent(() => import('@/features/tickets/ServicePage'), 'ServicePage')),
})

const macros = createRoute({
  getParentRoute: () => shell,
  path: '/settings/macros',
  component: reading('pipelines', lazyRouteComponent(() => import('@/features/tickets/MacrosPage'), 'MacrosPage')),
})

const accounts = createRoute({
  getParentRoute: () => shell,
  path: '/accounts',
  ...listOf('accounts', 'account'),
  component: reading('accounts', lazyRouteComponent(() => import('@/features/accounts/AccountsPage'), 'AccountsPage')),
})

const account = createRoute({
  getParentRoute: () => shell,
  path: '/accounts/$id',
  ...recordOf('accounts', 'account'),
  component: reading('accounts', lazyRouteComponent(() => import('@/features/accounts/AccountPage'), 'AccountPage')),
})

const contacts = createRoute({
  getParentRoute: () => shell,
  path: '/contacts',
  ...listOf('contacts', 'contact'),
  component: reading('contacts', lazyRouteComponent(() => import('@/features/accounts/ContactsPage'), 'ContactsPage')),
})

const contact = createRoute({
  getParentRoute: () => shell,
  path: '/contacts/$id',
  ...recordOf('contacts', 'contact'),
  component: reading('contacts', lazyRouteComponent(() => import('@/features/accounts/ContactPage'), 'ContactPage')),
})

const holdings = createRoute({
  getParentRoute: () => shell,
  path: '/holdings',
  ...listOf('holdings', 'holding'),
  component: reading('holdings', lazyRouteComponent(() => import('@/features/accounts/HoldingsPage'), 'HoldingsPage')),
})

const holding = createRoute({
  getParentRoute: () => shell,
  path: '/holdings/$id',
  ...recordOf('holdings', 'holding'),
  component: reading('holdings', lazyRouteComponent(() => import('@/features/accounts/HoldingPage'), 'HoldingPage')),
})

const partners = createRoute({
  getParentRoute: () => shell,
  path: '/partners',
  ...listOf('partners', 'partner'),
  component: reading('partners', lazyRouteComponent(() => import('@/features/partners/PartnersPage'), 'PartnersPage')),
})

const partner = createRoute({
  getParentRoute: () => shell,
  path: '/partners/$id',
  ...recordOf('partners', 'partner'),
  component: reading('partners', lazyRouteComponent(() => import('@/features/partners/PartnerPage'), 'PartnerPage')),
})

const duplicates = createRoute({
  getParentRoute: () => shell,
  path: '/duplicates',
  validateSearch: parseObjectSearch,
  component: lazyRouteComponent(() => import('@/features/duplicates/DuplicatesPage'), 'DuplicatesPage'),
})

const pool = createRoute({
  getParentRoute: () => shell,
  path: '/pool',
  validateSearch: parseObjectSearch,
  component: lazyRouteComponent(() => import('@/features/recycling/PoolPage'), 'PoolPage'),
})

const trash = createRoute({
  getParentRoute: () => shell,
  path: '/trash',
  validateSearch: parseObjectSearch,
  component: lazyRouteComponent(() => import('@/features/trash/TrashPage'), 'TrashPage'),
})

const company = createRoute({
  getParentRoute: () => shell,
  path: '/settings/company',
  component: reading('system', lazyRouteComponent(() => import('@/features/company/CompanyPage'), 'CompanyPage')),
})

const providers = createRoute({
  getParentRoute: () => shell,
  path: '/settings/sign-in',
  component: reading('system', lazyRouteComponent(() => import('@/features/sso/ProvidersPage'), 'ProvidersPage')),
})

const tasks = createRoute({
  getParentRoute: () => shell,
  path: '/tasks',
  validateSearch: parseTasksSearch,
  component: lazyRouteComponent(() => import('@/features/tasks/TasksPage'), 'TasksPage'),
})

const notifications = createRoute({
  getParentRoute: () => shell,
  path: '/notifications',
  validateSearch: parseNotificationsSearch,
  component: lazyRouteComponent(() => import('@/features/notifications/NotificationsPage'), 'NotificationsPage'),
})

const noticeSettings = createRoute({
  getParentRoute: () => shell,
  path: '/notifications/settings',
  component: lazyRouteComponent(() => import('@/features/notifications/NoticeSettingsPage'), 'NoticeSettingsPage'),
})

const noticeDefaults = createRoute({
  getParentRoute: () => shell,
  path: '/settings/notifications',
  component: reading('system', lazyRouteComponent(() => import('@/features/notifications/NoticeDefaultsPage'), 'NoticeDefaultsPage')),
})

// Where links in mails lead: they know what a record is, not where it is shown.
const go = createRoute({
  getParentRoute: () => shell,
  path: '/go/$object/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ href: recordHref(params.object, params.id) ?? '/notifications', replace: true })
  },
})

const users = createRoute({
  getParentRoute: () => shell,
  path: '/users',
  validateSearch: parseUsersSearch,
  component: reading('users', lazyRouteComponent(() => import('@/features/users/UsersPage'), 'UsersPage')),
})

const teams = createRoute({
  getParentRoute: () => shell,
  path: '/teams',
  validateSearch: (search: Record<string, unknown>): { team?: string } => (typeof search['team'] === 'string' ? { team: search['team'] } : {}),
  component: reading('users', lazyRouteComponent(() => import('@/features/teams/TeamsPage'), 'TeamsPage')),
})

const roles = createRoute({
  getParentRoute: () => shell,
  path: '/roles',
  component: reading('roles', lazyRouteComponent(() => import('@/features/roles/RolesPage'), 'RolesPage')),
})

const role = createRoute({
  getParentRoute: () => shell,
  path: '/roles/$id',
  component: reading('roles', lazyRouteComponent(() => import('@/features/roles/RolePage'), 'RolePage')),
})

const pipelines = createRoute({
  getParentRoute: () => shell,
  path: '/pipelines',
  validateSearch: parsePipelinesSearch,
  component: reading('pipelines', lazyRouteComponent(() => import('@/features/pipelines/PipelinesPage'), 'PipelinesPage')),
})

const pipeline = createRoute({
  getParentRoute: () => shell,
  path: '/pipelines/$id',
  component: reading('pipelines', lazyRouteComponent(() => import('@/features/pipelines/PipelinePage'), 'PipelinePage')),
})

const assignment = createRoute({
  getParentRoute: () => shell,
  path: '/assignment',
  component: reading('assignment', lazyRouteComponent(() => import('@/features/assignment/RulesPage'), 'RulesPage')),
})

const approvals = createRoute({
  getParentRoute: () => shell,
  path: '/approvals',
  validateSearch: parseApprovalsSearch,
  component: lazyRouteComponent(() => import('@/features/approvals/ApprovalsPage'), 'ApprovalsPage'),
})

const approvalPolicies = createRoute({
  getParentRoute: () => shell,
  path: '/settings/approvals',
  component: reading('pipelines', lazyRouteComponent(() => import('@/features/approvals/PoliciesPage'), 'PoliciesPage')),
})

const webhooks = createRoute({
  getParentRoute: () => shell,
  path: '/settings/webhooks',
  validateSearch: parseWebhooksSearch,
  component: reading('integrations', lazyRouteComponent(() => import('@/features/webhooks/WebhooksPage'), 'WebhooksPage')),
})

const apiKeys = createRoute({
  getParentRoute: () => shell,
  path: '/settings/api-keys',
  component: reading('users', lazyRouteComponent(() => import('@/features/account/ApiKeysPage'), 'ApiKeysPage')),
})

const sources = createRoute({
  getParentRoute: () => shell,
  path: '/settings/lead-sources',
  validateSearch: parseSourcesSearch,
  component: reading('integrations', lazyRouteComponent(() => import('@/features/sources/SourcesPage'), 'SourcesPage')),
})

const fields = createRoute({
  getParentRoute: () => shell,
  path: '/settings/fields',
  validateSearch: parseFieldsSearch,
  component: reading('pipelines', lazyRouteComponent(() => import('@/features/fields/FieldsPage'), 'FieldsPage')),
})

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/settings/audit',
  validateSearch: parseAuditSearch,
  component: reading('audit', lazyRouteComponent(() => import('@/features/audit/AuditPage'), 'AuditPage')),
})

/// Of which object a page for several of them speaks.
function parseObjectSearch(search: Record<string, unknown>): { object?: string } {
  return typeof search['object'] === 'string' ? { object: search['object'] } : {}
}

/// A list of records, and a record: what is known of them is on its way before the page itself is there.
function listOf(module: string, object: string) {
  return { validateSearch: parseListSearch, loader: () => ahead(module, () => [queryClient.prefetchQuery(metaQuery(object))]) }
}

function recordOf(module: string, object: string) {
  return {
    loader: ({ params }: { params: { id: string } }) =>
      ahead(module, () => [queryClient.prefetchQuery(metaQuery(object)), queryClient.prefetchQuery(recordQuery(object, `/${module}`, params.id))]),
  }
}

/// Not waited for: the page asks for the same, and shows what becomes of it.
function ahead(module: string, ask: () => Promise<void>[]): void {
  void queryClient
    .ensureQueryData(meQuery)
    .then((me) => Promise.all(may(me, module) ? ask() : []))
    .catch(() => undefined)
}

/// Someone without the right who follows a link is told so at once, instead of by the page's first failed request.
function reading(module: string, Page: AsyncRouteComponent<object>, reads: (me: Me, module: string) => boolean = may) {
  const Guarded = () => (reads(useMe(), module) ? <Page /> : <NoRightsPage />)
  return Object.assign(Guarded, Page.preload ? { preload: Page.preload } : {})
}

async function signedIn({ location }: { location: { href: string } }): Promise<void> {
  if ((await session.restore()) === 'signedIn') return
  throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href }, replace: true })
}

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    ownPassword,
    secondFactor,
    ...(import.meta.env.DEV ? [gallery] : []),
    forgotPassword,
    setPassword,
    rating,
    offer,
    caughtMails,
    shell.addChildren([
      home,
      profile,
      leads,
      lead,
      deals,
      forecast,
      deal,
      proposals,
      proposal,
      tickets,
      satisfaction,
      ticket,
      service,
      macros,
      accounts,
      account,
      contacts,
      contact,
      holdings,
      holding,
      partners,
      partner,
      tasks,
      notifications,
      noticeSettings,
      noticeDefaults,
      go,
      users,
      teams,
      roles,
      role,
      pipelines,
      pipeline,
      fields,
      assignment,
      approvals,
      approvalPolicies,
      company,
      providers,
      sources,
      webhooks,
      apiKeys,
      audit,
      duplicates,
      pool,
      trash,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
