import type { Sheet } from './queries'

/// The lines of a proposal while somebody writes them: as typed, one step back at a time, and what they come to. The
/// server counts again when they are saved; this is the same formula, in whole numbers.

export type Typed = { key: string; id: string | null; text: string; unit: string; quantity: string; unitPrice: string; discount: string; tax: string }
export type Draft = { discount: string; lines: readonly Typed[] }

export const COLUMNS = ['text', 'quantity', 'unit', 'unitPrice', 'discount', 'tax'] as const
export type Column = (typeof COLUMNS)[number]

export const MOST_LINES = 200
const STEPS_KEPT = 100

let made = 0
export const emptyLine = (): Typed => ({ key: `new-${++made}`, id: null, text: '', unit: '', quantity: '1', unitPrice: '', discount: '', tax: '' })

export const draftOf = (sheet: Sheet): Draft => ({
  discount: bare(sheet.discount),
  lines: sheet.lines.map((line) => ({ key: line.id, id: line.id, text: line.text, unit: line.unit ?? '', quantity: line.quantity, unitPrice: line.unitPrice, discount: bare(line.discount), tax: line.tax ?? '' })),
})

/// Nothing is not shown as a zero to overwrite.
const bare = (percent: string): string => (Number(percent) === 0 ? '' : percent)

/// Rows nobody wrote anything into are not sent.
export const isBlank = (line: Typed): boolean => line.text.trim() === '' && line.unitPrice.trim() === ''

export function bodyOf(draft: Draft, sheet: Pick<Sheet, 'currency'>, version: number) {
  return {
    version,
    currency: sheet.currency,
    discount: plain(draft.discount) || '0',
    lines: draft.lines
      .filter((line) => !isBlank(line))
      .map((line) => ({
        ...(line.id === null ? {} : { id: line.id }),
        text: line.text.trim(),
        ...(line.unit.trim() === '' ? {} : { unit: line.unit.trim() }),
        quantity: plain(line.quantity),
        unitPrice: plain(line.unitPrice),
        discount: plain(line.discount) || '0',
        ...(plain(line.tax) === '' ? {} : { tax: plain(line.tax) }),
      })),
  }
}

/// A comma before the last digits is a decimal point where there is none.
const plain = (typed: string): string => {
  const text = typed.trim().replaceAll(/\s/g, '')
  return text.includes('.') ? text.replaceAll(',', '') : text.replace(',', '.')
}

export const sameDraft = (one: Draft, other: Draft): boolean => said(one) === said(other)

const said = ({ discount, lines }: Draft): string => JSON.stringify([plain(discount), lines.filter((line) => !isBlank(line)).map((line) => [line.id, ...COLUMNS.map((column) => line[column])])])

export function changed(draft: Draft, at: number, column: Column, value: string): Draft {
  return { ...draft, lines: draft.lines.map((line, i) => (i === at ? { ...line, [column]: value } : line)) }
}

export const inserted = (draft: Draft, at: number): Draft => (draft.lines.length < MOST_LINES ? { ...draft, lines: draft.lines.toSpliced(at, 0, emptyLine()) } : draft)

export const removed = (draft: Draft, at: number): Draft => ({ ...draft, lines: draft.lines.toSpliced(at, 1) })

export function moved(draft: Draft, at: number, by: -1 | 1): Draft {
  const to = at + by
  const line = draft.lines[at]
  if (line === undefined || to < 0 || to >= draft.lines.length) return draft
  return { ...draft, lines: draft.lines.toSpliced(at, 1).toSpliced(to, 0, line) }
}

export const remembered = (past: readonly Draft[], draft: Draft): readonly Draft[] => [...past.slice(-STEPS_KEPT + 1), draft]

export type Amounts = { gross: bigint; net: bigint; tax: bigint }
export type Totals = { lines: readonly (Amounts | null)[]; sum: Amounts; largestDiscount: number; scale: number }

type Decimal = { units: bigint; scale: number }

const DECIMAL = /^(\d{1,15})(?:\.(\d{1,6}))?$/

export function decimal(typed: string): Decimal | null {
  const found = DECIMAL.exec(plain(typed))
  if (!found) return null
  const [, whole = '', fraction = ''] = found
  return { units: BigInt(whole + fraction), scale: fraction.length }
}

/// How many decimals a currency has.
export const scaleOf = (currency: string): number => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

export function totalsOf(draft: Draft, currency: string): Totals {
  const scale = scaleOf(currency)
  const whole = hundredths(draft.discount)
  const lines = draft.lines.map((line) => amountsOf(line, whole, scale))
  const sum = { gross: 0n, net: 0n, tax: 0n }
  for (const line of lines) {
    if (line === null) continue
    sum.gross += line.gross
    sum.net += line.net
    sum.tax += line.tax
  }
  const highest = draft.lines.filter((line) => !isBlank(line)).reduce((most, line) => (hundredths(line.discount) > most ? hundredths(line.discount) : most), 0n)
  const kept = (WHOLE - highest) * (WHOLE - whole)
  // Rounded up: what is beyond a limit stays beyond it.
  const largest = WHOLE - kept / WHOLE
  return { lines, sum, largestDiscount: Number(largest) / 100, scale }
}

const WHOLE = 10_000n

/// A percentage in hundredths; what is none yet counts as nothing.
function hundredths(typed: string): bigint {
  const found = decimal(typed)
  if (found === null) return 0n
  const value = rounded(found.units, found.scale, 2)
  return value > WHOLE ? WHOLE : value
}

function amountsOf(line: Typed, whole: bigint, scale: number): Amounts | null {
  const quantity = decimal(line.quantity)
  const price = decimal(line.unitPrice)
  if (quantity === null || price === null) return null
  const exact = quantity.units * price.units
  const exactScale = quantity.scale + price.scale
  const net = rounded(exact * (WHOLE - hundredths(line.discount)) * (WHOLE - whole), exactScale + 8, scale)
  return { gross: rounded(exact, exactScale, scale), net, tax: rounded(net * hundredths(line.tax), scale + 4, scale) }
}

/// Half up.
function rounded(units: bigint, from: number, to: number): bigint {
  if (from <= to) return units * 10n ** BigInt(to - from)
  const step = 10n ** BigInt(from - to)
  return (units + step / 2n) / step
}

/// As the server writes amounts.
export function amountText(minor: bigint, scale: number): string {
  const digits = minor.toString().padStart(scale + 1, '0')
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/// What a person should mend before it is saved; the server has the last word.
export function problemOf(line: Typed, column: Column, currency: string): 'text' | 'quantity' | 'price' | 'percent' | null {
  if (isBlank(line)) return null
  switch (column) {
    case 'text':
      return line.text.trim() === '' ? 'text' : null
    case 'quantity': {
      const value = decimal(line.quantity)
      return value === null || value.units === 0n || value.scale > 4 ? 'quantity' : null
    }
    case 'unitPrice': {
      const value = decimal(line.unitPrice)
      return value === null || value.scale > scaleOf(currency) ? 'price' : null
    }
    case 'discount':
    case 'tax':
      return isPercent(line[column]) ? null : 'percent'
    case 'unit':
      return null
  }
}

export function isPercent(typed: string): boolean {
  if (typed.trim() === '') return true
  const value = decimal(typed)
  return value !== null && value.scale <= 2 && rounded(value.units, value.scale, 2) <= WHOLE
}
