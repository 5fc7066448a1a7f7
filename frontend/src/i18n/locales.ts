/// The languages a person may prefer, each in its own words. Those without words of their own (`languages.ts`)
/// show English words with their own numbers and dates.
const TAGS = ['en', 'en-IN', 'en-GB', 'en-US', 'hi', 'de', 'fr', 'es', 'pt', 'ar', 'ja']

export const LOCALES = TAGS.map((tag) => ({ value: tag, label: new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag }))
