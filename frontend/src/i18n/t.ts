import { i18n } from '@lingui/core'
import { en, type MessageId } from './catalog'
import { directionOf, formatsOf, languageOf, ownOf } from './languages'

type Words = Record<string, unknown>

/// English, with the packs that came so far; and the words of the language that is spoken instead.
let english: Words = en
let own: Words = {}
let labels: Readonly<Record<string, string>> = {}
let isolated = false

i18n.load('en', en)
i18n.activate('en')

/// The words of a pack, before its page is shown.
export function addMessages(messages: Words): void {
  english = { ...english, ...messages }
  const shown = Object.entries(messages).map(([id, message]) => [id, own[id] ?? message])
  i18n.load(i18n.locale, Object.fromEntries(shown) as typeof en)
}

const KEPT = 'sangam.locale'

/// The language before anybody is known: the last one spoken here, else the browser's.
export function firstLocale(): string {
  return storage((store) => store.getItem(KEPT)) ?? navigator.languages.find((tag) => languageOf(tag) === tag.split('-')[0]) ?? 'en'
}

/// Speaks a language from now on, in words, numbers, dates and direction. Whoever shows words draws them anew.
export async function speak(locale: string): Promise<void> {
  const language = languageOf(locale)
  if (locale !== i18n.locale) {
    const fetched = await ownOf(language)
    own = fetched.words
    labels = fetched.labels
    isolated = directionOf(language) === 'rtl'
    i18n.load(locale, { ...english, ...own } as typeof en)
    i18n.activate(locale, formatsOf(locale))
  }
  const root = document.documentElement
  root.lang = language === 'en' && !locale.startsWith('en') ? 'en' : locale
  root.dir = directionOf(language)
  storage((store) => store.setItem(KEPT, locale))
}

/// For who must draw anew when another language is spoken.
export const localeStore = {
  subscribe: (listener: () => void) => i18n.on('change', listener),
  get: () => i18n.locale,
}

function storage<T>(work: (store: Storage) => T): T | undefined {
  try {
    return work(localStorage)
  } catch {
    return undefined // blocked by the browser: nothing is remembered
  }
}

type Values = Record<string, unknown>

/// The message with this id in the current language. Ids are checked by the compiler.
export function t(id: MessageId, values?: Values): string {
  return i18n._(id, values && isolate(values))
}

/// The server's word for what comes with the product (a field, a choice), in the current language; a company's own words
/// stay as they are.
export const labelOf = (label: string): string => (Object.hasOwn(labels, label) ? (labels[label] ?? label) : label)

/// A name in Latin letters in the middle of an Arabic sentence must not turn what stands around it.
function isolate(values: Values): Values {
  if (!isolated) return values
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? `\u2068${value}\u2069` : value]))
}

/// For ids built from data the server sends (problem codes, field keys, verbs): the fallback is the server's own word.
export function tOr(id: string, fallback: string, values?: Values): string {
  return Object.hasOwn(i18n.messages, id) ? i18n._(id, values && isolate(values)) : fallback
}
