/// Languages with words of their own. Other tags have their own numbers and dates, and English words.
const WORDS = {
  ar: () => import('./words/ar'),
  de: () => import('./words/de'),
  hi: () => import('./words/hi'),
}

export type Language = 'en' | keyof typeof WORDS

export const LANGUAGES: readonly Language[] = ['en', 'ar', 'de', 'hi']

export const languageOf = (locale: string): Language => LANGUAGES.find((language) => language === locale.split('-')[0]?.toLowerCase()) ?? 'en'

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')

/// How numbers and dates are written: Arabic with the digits of phone numbers and amounts, like the words around them.
export const formatsOf = (locale: string): string => (languageOf(locale) === 'ar' ? `${locale}-u-nu-latn` : locale)

type Own = { words: Record<string, never>; labels: Readonly<Record<string, string>> }

export const ownOf = async (language: Language): Promise<Own> => (language === 'en' ? { words: {}, labels: {} } : WORDS[language]())
