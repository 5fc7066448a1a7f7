// Fails when what the browser must load grows past the budget: shell 175 KB, a route 40 KB more, a main route with the
// shell and what it draws at once 200 KB, a part a page loads later (dialog, sheet) 95 KB with all it shares with that
// page, another language's words 60 KB, the editor of texts 115 KB, which nobody waits for (ADR 35), CSS 15 KB (all gzip).
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'dist'))
const BUDGET_KB = { shell: 175, first: 200, route: 40, words: 60, later: 95, editor: 115, css: 15 }

// The main routes, those Lighthouse looks at (tools/lighthouse/run.mjs): the page, and the parts it draws at once, by their
// module or their group (chunks.ts). What is fetched to be at hand (the editor of a cell, what holds a card) comes later.
const RECORD = ['timeline', 'record/tasks/RecordTasks.tsx', 'record/status/StatusHistory.tsx', 'record/approvals/RecordApprovals.tsx', 'record/merge/Merged.tsx']
const FIRST = {
  '/': ['features/home/HomePage.tsx', 'features/home/FirstSteps.tsx'],
  '/leads': ['features/leads/LeadsPage.tsx', 'grid/import/FileDrop.tsx'],
  'one of /leads': ['features/leads/LeadPage.tsx', 'features/leads/Relations.tsx', ...RECORD],
  '/deals?kind=board': ['features/deals/DealsPage.tsx', 'board/Board.tsx', 'grid/import/FileDrop.tsx'],
  '/tickets': ['features/tickets/TicketsPage.tsx', 'grid/import/FileDrop.tsx'],
  'one of /accounts': ['features/accounts/AccountPage.tsx', ...RECORD],
  '/deals/forecast': ['features/deals/ForecastPage.tsx', 'features/deals/ForecastCharts.tsx'],
  '/settings/company': ['features/company/CompanyPage.tsx'],
}

const kb = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'))

/** Everything a chunk needs at once, itself included. */
const closure = (key, seen = new Set()) => {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) closure(next, seen)
  return seen
}
const total = (keys) => [...keys].reduce((sum, key) => sum + kb(manifest[key].file), 0)

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const shell = closure(entry)
const routes = new Set([...shell].flatMap((key) => manifest[key].dynamicImports ?? []))
const rows = [['shell', total(shell), BUDGET_KB.shell]]
// What is one file with something else is no entry by itself.
const fetched = [...new Set(Object.values(manifest).flatMap(({ dynamicImports = [] }) => dynamicImports))]
for (const key of fetched) {
  const own = [...closure(key)].filter((k) => !shell.has(k))
  const limit = key.includes('i18n/words/') ? BUDGET_KB.words : key === 'src/editor/RichEditor.tsx' ? BUDGET_KB.editor : routes.has(key) ? BUDGET_KB.route : BUDGET_KB.later
  rows.push([key.replace('src/', ''), total(own), limit])
}
for (const [route, parts] of Object.entries(FIRST)) {
  const keys = parts.map((part) => fetched.find((key) => key === `src/${part}` || manifest[key].name === part) ?? part)
  rows.push([`first load of ${route}`, total(keys.reduce((seen, key) => closure(key, seen), new Set(shell))), BUDGET_KB.first])
}
const css = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.css'))
rows.push(['css', css.reduce((sum, file) => sum + kb(join('assets', file)), 0), BUDGET_KB.css])

let over = false
for (const [name, size, limit] of rows) {
  const bad = size > limit
  over ||= bad
  console.log(`${bad ? 'OVER ' : '     '}${size.toFixed(1).padStart(7)} of ${limit} KB  ${name}`)
}

// Files that need each other are run in no order one could rely on.
const circle = (key, path = []) => {
  if (path.includes(key)) return [...path.slice(path.indexOf(key)), key]
  if (whole.has(key)) return null
  for (const next of manifest[key].imports ?? []) {
    const found = circle(next, [...path, key])
    if (found) return found
  }
  whole.add(key)
  return null
}
const whole = new Set()
for (const key of Object.keys(manifest)) {
  const found = circle(key)
  if (!found) continue
  over = true
  console.log(`CIRCLE ${found.join(' → ')}`)
  break
}
process.exit(over ? 1 : 0)
