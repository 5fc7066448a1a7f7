import { fileURLToPath } from 'node:url'
import type { Rolldown } from 'vite'

/// What some modules need at once, themselves included.
class Closure {
  private readonly roots: readonly string[]
  private known: ReadonlySet<string> | null = null

  constructor(...paths: string[]) {
    this.roots = paths.map((path) => fileURLToPath(new URL(`../src/${path}`, import.meta.url)))
  }

  has(id: string, modules: Rolldown.ChunkingContext): boolean {
    this.known ??= this.walk(modules)
    return this.known.has(id)
  }

  private walk(modules: Rolldown.ChunkingContext): ReadonlySet<string> {
    const seen = new Set<string>()
    const open = [...this.roots]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      // Packages import more than they use.
      if (seen.has(id) || id.includes('node_modules')) continue
      seen.add(id)
      open.push(...(modules.getModuleInfo(id)?.importedIds ?? []))
    }
    return seen
  }
}

const list = new Closure('grid/ListPage.tsx')
const board = new Closure('board/Board.tsx')
const filters = new Closure('grid/FilterBar.tsx', 'grid/SearchBox.tsx')
const record = new Closure('record/page/RecordPage.tsx')
const timeline = new Closure('record/timeline/Timeline.tsx')

/// What is loaded together is one file: a list took thirty requests, most of them of a few hundred bytes, and a browser
/// has six at a time. The first group that takes a module has it. What these need besides is not theirs; `budget.mjs`
/// sees to it that no two files need each other.
export const groups: Rolldown.CodeSplittingGroup[] = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
  { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/](react-query|query-core|react-router|router-core|history|store|react-store)[\\/]/ },
  // No one file is larger than 95 KB.
  { name: 'prosemirror', test: /node_modules[\\/]prosemirror-/ },
  ...[
    { name: 'shell', tags: ['$initial' as const] },
    { name: 'icons', test: /node_modules[\\/]lucide-react[\\/]/, minShareCount: 10 },
    { name: of('kit', (id, modules) => record.has(id, modules) && (list.has(id, modules) || board.has(id, modules))) },
    { name: of('filters', (id, modules) => list.has(id, modules) && filters.has(id, modules)), test: /[\\/]src[\\/]grid[\\/]/ },
    { name: of('grid', (id, modules) => list.has(id, modules)), test: /[\\/]src[\\/]grid[\\/]/ },
    { name: of('record', (id, modules) => record.has(id, modules)), test: /[\\/]src[\\/]record[\\/]/ },
    { name: of('editor', (id, modules) => timeline.has(id, modules)), test: /[\\/]src[\\/]editor[\\/]/ },
    // Its parts on the page; whoever only sends a remark needs none of them.
    { name: of('timeline', (id, modules) => timeline.has(id, modules)), test: /[\\/]src[\\/]record[\\/]timeline[\\/].+\.tsx$/ },
  ].map((group) => ({ ...group, includeDependenciesRecursively: false })),
]

function of(name: string, takes: (id: string, modules: Rolldown.ChunkingContext) => boolean) {
  return (id: string, modules: Rolldown.ChunkingContext) => (takes(id, modules) ? name : null)
}
