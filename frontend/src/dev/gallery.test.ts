import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = join(import.meta.dirname, '..')
/// What others fetch when they are opened.
const INSIDE_OTHERS = ['menuParts', 'popoverPanel', 'dialogFrames']

describe('the gallery', () => {
  it('shows every primitive', () => {
    const primitives = readdirSync(join(src, 'ui'))
      .filter((name) => name.endsWith('.tsx') && !name.includes('.test.'))
      .map((name) => name.slice(0, -'.tsx'.length))
    const shown = ['Gallery.tsx', 'page.tsx'].map((name) => readFileSync(join(src, 'dev', name), 'utf8')).join('\n')

    expect(primitives.filter((name) => !INSIDE_OTHERS.includes(name) && !shown.includes(`'@/ui/${name}'`))).toEqual([])
  })
})
