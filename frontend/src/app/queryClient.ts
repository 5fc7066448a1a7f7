import { MutationCache, QueryClient } from '@tanstack/react-query'
import { isProblem, Problem } from '@/api/problem'
import { problemText } from '@/api/problems'
import { keepAnswersOf, orFromDevice } from '@/offline/keep'
import { toast } from '@/ui/toast'

const RETRIES = 2

/// Reads try again only when trying again can help. Writes never do on their own. Both go out whatever the browser thinks
/// of its network, which it often gets wrong; when nobody answers, reads come from this device.
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      networkMode: 'always',
      refetchOnReconnect: true,
      persister: orFromDevice,
      retry: (failures, error) => failures < RETRIES && error instanceof Problem && error.passing,
      retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 8000),
    },
    mutations: { retry: false, networkMode: 'always' },
  },
  mutationCache: new MutationCache({
    // A mutation whose caller shows the problem itself says so; all others are told here, none is swallowed.
    onError: (error, _variables, _context, mutation) => {
      if (mutation.meta?.['shown'] === true || isProblem(error, 'VERSION_CONFLICT')) return
      toast(problemText(error), { tone: 'problem' })
    },
  }),
})

keepAnswersOf(queryClient)
