import { compileMessage } from '@lingui/message-utils/compileMessage'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { money, number } from './format'
import { LANGUAGES, languageOf } from './languages'
import { addMessages, firstLocale, labelOf, speak, t } from './t'

type Catalog = Record<string, string>

const folder = (language: string) => join(import.meta.dirname, language)
const areas = readdirSync(folder('en'))
const read = (language: string, area: string): Catalog => JSON.parse(readFileSync(join(folder(language), area), 'utf8')) as Catalog

/// A compiled message is text, or a list of texts and `[name, kind, { category: message }]`.
type Piece = string | [string, string?, (Record<string, Piece[] | string> | string)?]

function argumentsOf(message: string): { names: string[]; plurals: string[][] } {
  const names = new Set<string>()
  const plurals: string[][] = []
  const walk = (piece: Piece) => {
    if (typeof piece === 'string') return
    const [name, kind, forms] = piece
    names.add(name)
    if (kind !== 'plural' || typeof forms !== 'object') return
    plurals.push(Object.keys(forms).filter((form) => form !== 'offset' && !/^=?\d+$/.test(form)))
    for (const form of Object.values(forms)) if (Array.isArray(form)) form.forEach(walk)
  }
  const compiled = compileMessage(message) as string | Piece[]
  if (Array.isArray(compiled)) compiled.forEach(walk)
  return { names: [...names].filter((name) => name !== '#').sort(), plurals }
}

describe.each(LANGUAGES.filter((language) => language !== 'en'))('the words of %s', (language) => {
  it('are there for every area', () => {
    expect(readdirSync(folder(language))).toEqual(areas)
  })

  it.each(areas)('are those of %s, with the same arguments and every plural form of the language', (area) => {
    const english = read('en', area)
    const own = read(language, area)
    expect(Object.keys(own)).toEqual(Object.keys(english))

    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
    for (const [id, message] of Object.entries(own)) {
      const { names, plurals } = argumentsOf(message)
      expect({ id, names }).toEqual({ id, names: argumentsOf(english[id] ?? '').names })
      // A plural that only tells none from some needs no more forms.
      for (const plural of plurals.filter((each) => each.length > 1)) expect({ id, forms: plural.toSorted() }).toEqual({ id, forms })
      expect({ id, empty: message === '' }).toEqual({ id, empty: english[id] === '' })
    }
  })
})

describe('the words for fields and choices of the product', () => {
  it('are the same in number in every language', () => {
    const labels = (language: string) => Object.keys(JSON.parse(readFileSync(join(folder('labels'), `${language}.json`), 'utf8')) as Catalog)
    expect(labels('ar')).toEqual(labels('de'))
    expect(labels('hi')).toEqual(labels('de'))
  })
})

describe('a language', () => {
  afterEach(() => speak('en'))

  it('is spoken in words, numbers and direction, and remembered', async () => {
    await speak('ar')

    expect(t('word.save')).toBe('حفظ')
    expect(t('grid.records', { count: 2 })).toBe('سجلان')
    expect(t('grid.records', { count: 11 })).toBe('11 سجلاً')
    expect(number(1234.5)).toBe('1,234.5')
    expect(document.documentElement.dir).toBe('rtl')
    expect(document.documentElement.lang).toBe('ar')
    expect(firstLocale()).toBe('ar')
    expect(labelOf('Owner')).toBe('المالك')
    expect(labelOf('Permit number')).toBe('Permit number')
    // A Latin name is set apart from the sentence around it.
    expect(t('saved', { field: 'Swan' })).toBe('حُفظ \u2068Swan\u2069')

    await speak('de')
    expect(t('grid.records', { count: 1 })).toBe('1 Datensatz')
    expect(number(1234.5)).toBe('1.234,5')
    expect(document.documentElement.dir).toBe('ltr')
  })

  it('without words of its own keeps its formats beside English words', async () => {
    await speak('fr')

    expect(t('word.save')).toBe('Save')
    expect(money('12', 'EUR')).toMatch(/^12\s€$/)
    expect(document.documentElement.lang).toBe('en')
    expect(languageOf('de-AT')).toBe('de')
    expect(languageOf('xx')).toBe('en')
  })

  it('keeps its words when a page brings English ones later', async () => {
    await speak('hi')
    addMessages({ 'word.save': 'Save' })

    expect(t('word.save')).toBe('सहेजें')
  })
})
