// Fails when what the browser must load grows past the budget: shell 175 KB, a route 40 KB more,
// a part a page loads later (dialog, sheet) 95 KB with all it shares with that page, another language's words 60 KB,
// the editor of texts 115 KB, which nobody waits for (ADR 35), CSS 15 KB (all gzip).
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'dist'))
const BUDGET_KB = { shell: 175, route: 40, words: 60, later: 95, editor: 115, css: 15 }

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
for (const key of Object.keys(manifest).filter((k) => manifest[k].isDynamicEntry)) {
  const own = [...closure(key)].filter((k) => !shell.has(k))
  const limit = key.includes('i18n/words/') ? BUDGET_KB.words : key === 'src/editor/RichEditor.tsx' ? BUDGET_KB.editor : routes.has(key) ? BUDGET_KB.route : BUDGET_KB.later
  rows.push([key.replace('src/', ''), total(own), limit])
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
