import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isProblem, Problem } from '@/api/problem'
import { problemText } from '@/api/problems'
import { toast } from '@/ui/toast'
import { connection } from './connection'

const RETRIES = 2

/// Reads try again only when trying again can help. Writes never do on their own.
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < RETRIES && error instanceof Problem && error.passing,
      retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 8000),
    },
    mutations: { retry: false },
  },
  queryCache: new QueryCache({
    onSuccess: () => connection.works(),
    onError: (error) => {
      if (error instanceof Problem && error.passing) connection.fails(error.code === 'OFFLINE' ? 'offline' : 'unavailable')
    },
  }),
  mutationCache: new MutationCache({
    onSuccess: () => connection.works(),
    // A mutation whose caller shows the problem itself says so; all others are told here, none is swallowed.
    onError: (error, _variables, _context, mutation) => {
      if (mutation.meta?.['shown'] === true || isProblem(error, 'VERSION_CONFLICT')) return
      toast(problemText(error), { tone: 'problem' })
    },
  }),
})
