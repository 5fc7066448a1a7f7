import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { meQuery } from '@/api/auth'
import { session } from '@/api/session'
import { parseTasksSearch } from '@/features/tasks/tabs'
import { parseListSearch } from '@/grid/view'
import { AppError, NotFoundPage, PageError } from './ErrorPages'
import { queryClient } from './queryClient'
import { Shell } from './Shell'
import { targetOf } from './target'

/// Every URL on one screen. Pages are loaded on demand; the shell is not.
const root = createRootRoute({ component: Outlet, errorComponent: AppError, notFoundComponent: NotFoundPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: targetOf,
  beforeLoad: async ({ search }) => {
    if ((await session.restore()) === 'signedIn') throw redirect({ href: search.to ?? '/', replace: true })
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

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: signedIn,
  loader: async ({ location }) => {
    const me = await queryClient.ensureQueryData(meQuery)
    if (me.mustChangePassword) throw redirect({ to: '/own-password', search: { to: location.href }, replace: true })
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
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import('@/features/leads/LeadsPage'), 'LeadsPage'),
})

const lead = createRoute({
  getParentRoute: () => shell,
  path: '/leads/$id',
  component: lazyRouteComponent(() => import('@/features/leads/LeadPage'), 'LeadPage'),
})

const tasks = createRoute({
  getParentRoute: () => shell,
  path: '/tasks',
  validateSearch: parseTasksSearch,
  component: lazyRouteComponent(() => import('@/features/tasks/TasksPage'), 'TasksPage'),
})

async function signedIn({ location }: { location: { href: string } }): Promise<void> {
  if ((await session.restore()) === 'signedIn') return
  throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href }, replace: true })
}

export const router = createRouter({
  routeTree: root.addChildren([signIn, ownPassword, shell.addChildren([home, profile, leads, lead, tasks])]),
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
