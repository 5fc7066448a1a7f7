import { i18n } from '@lingui/core'
import { formatsOf } from './languages'
import { t } from './t'

/// Everything people read that is not a word: numbers, money, dates. Formatters are made once per kind, language and
/// zone, because `new Intl.…Format` costs more than a whole grid row.
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()
let zone: string | undefined
const tag = (): string => formatsOf(i18n.locale)

function once<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: () => F): F {
  const full = `${i18n.locale}|${zone ?? ''}|${key}`
  const known = made.get(full)
  if (known) return known as F
  const fresh = make()
  made.set(full, fresh)
  return fresh
}

/// The signed-in person's zone; without one the browser's own is used.
export function setZone(name: string | undefined): void {
  zone = name
}

export const currentZone = (): string => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone

export function number(value: number): string {
  return once('number', () => new Intl.NumberFormat(tag(), { maximumFractionDigits: 6 })).format(value)
}

export function percent(value: number): string {
  return once('percent', () => new Intl.NumberFormat(tag(), { style: 'percent', maximumFractionDigits: 2 })).format(
    value / 100,
  )
}

/// Whole amounts drop their zero cents, so columns stay short.
export function money(amount: string | number, currency: string): string {
  const value = Number(amount)
  const digits = Number.isInteger(value) ? 0 : undefined
  return once(
    `money:${currency}:${digits}`,
    () =>
      new Intl.NumberFormat(tag(), {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        ...(digits === undefined ? {} : { minimumFractionDigits: 0, maximumFractionDigits: 0 }),
      }),
  ).format(value)
}

/// A calendar date (`2026-11-20`): no zone, it is the same day everywhere.
export function date(iso: string): string {
  return once('date', () => new Intl.DateTimeFormat(tag(), { dateStyle: 'medium', timeZone: 'UTC' })).format(
    new Date(`${iso.slice(0, 10)}T00:00:00Z`),
  )
}

/// "Nov 2026" of `2026-11`.
export function monthName(month: string): string {
  return once('month', () => new Intl.DateTimeFormat(i18n.locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })).format(new Date(`${month}-01T00:00:00Z`))
}

export function time(iso: string): string {
  return once('time', () => new Intl.DateTimeFormat(tag(), { timeStyle: 'short', timeZone: zone })).format(new Date(iso))
}

export function dateTime(iso: string): string {
  return once(
    'dateTime',
    () => new Intl.DateTimeFormat(tag(), { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }),
  ).format(new Date(iso))
}

const dayOf = (instant: Date): string =>
  once('day', () => new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone })).format(
    instant,
  )

/// `2026-11-20` as it is now in the reader's zone.
export const today = (now = new Date()): string => dayOf(now)

/// The reader's calendar day of an instant.
export const dayIn = (iso: string): string => dayOf(new Date(iso))

/// Relative within a week, then a date: "5 min ago", "in 2 hours", "yesterday", "14 Nov 2026".
export function relative(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000
  const size = Math.abs(seconds)
  const words = once('relative', () => new Intl.RelativeTimeFormat(tag(), { numeric: 'auto', style: 'short' }))
  if (size < 45) return t('time.now')
  if (size < 3600) return words.format(Math.round(seconds / 60), 'minute')
  if (size < 86_400) return words.format(Math.round(seconds / 3600), 'hour')
  if (size < 7 * 86_400) return words.format(Math.round(seconds / 86_400), 'day')
  return date(dayOf(new Date(iso)))
}

/// "3 d", "2 h", "5 min": how long something lasted.
export function duration(seconds: number): string {
  const unit = (value: number, name: string) =>
    once(`unit:${name}`, () => new Intl.NumberFormat(tag(), { style: 'unit', unit: name, unitDisplay: 'short' })).format(
      Math.floor(value),
    )
  if (seconds < 3600) return unit(Math.max(seconds / 60, 0), 'minute')
  if (seconds < 86_400) return unit(seconds / 3600, 'hour')
  return unit(seconds / 86_400, 'day')
}

/// The value of an `<input type="datetime-local">` in the reader's zone, and back to an instant.
export function toLocalInput(iso: string): string {
  const parts = once(
    'parts',
    () =>
      new Intl.DateTimeFormat('en-CA', {
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone: zone,
      }),
  ).formatToParts(new Date(iso))
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

export function fromLocalInput(local: string): string {
  const asUtc = new Date(`${local}:00Z`).getTime()
  const offsetAt = (instant: number) => new Date(`${toLocalInput(new Date(instant).toISOString())}:00Z`).getTime() - instant
  // Twice: the first guess may lie on the other side of a clock change.
  const guess = asUtc - offsetAt(asUtc)
  return new Date(asUtc - offsetAt(guess)).toISOString()
}

/// "Mon": the reader's weekday of an instant.
export function weekday(iso: string): string {
  return once('weekday', () => new Intl.DateTimeFormat(tag(), { weekday: 'short', timeZone: zone })).format(new Date(iso))
}

/// "Friday, November 20": a calendar day in words, with its year when that is not this one.
export function dayName(day: string, now = new Date()): string {
  const year = day.slice(0, 4) === today(now).slice(0, 4) ? undefined : ('numeric' as const)
  return once(
    `dayName:${year}`,
    () => new Intl.DateTimeFormat(tag(), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC', ...(year ? { year } : {}) }),
  ).format(new Date(`${day}T00:00:00Z`))
}

/// The hour (0 to 23) and the long date of a moment in a zone that need not be the reader's.
export function wallClock(now: Date, inZone: string): { hour: number; date: string; time: string } {
  const hour = once(`hour:${inZone}`, () => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: inZone }))
  const long = once(`long:${inZone}`, () => new Intl.DateTimeFormat(tag(), { dateStyle: 'full', timeZone: inZone }))
  const short = once(`clock:${inZone}`, () => new Intl.DateTimeFormat(tag(), { timeStyle: 'short', timeZone: inZone }))
  return { hour: Number(hour.format(now)), date: long.format(now), time: short.format(now) }
}

/// "₹12.4M": a large amount where there is room for few letters.
export function shortMoney(amount: string | number, currency: string): string {
  return once(
    `short:${currency}`,
    () => new Intl.NumberFormat(tag(), { style: 'currency', currency, currencyDisplay: 'narrowSymbol', notation: 'compact', maximumFractionDigits: 1 }),
  ).format(Number(amount))
}
