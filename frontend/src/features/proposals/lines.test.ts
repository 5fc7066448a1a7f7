import { describe, expect, it } from 'vitest'
import { amountText, bodyOf, changed, decimal, type Draft, emptyLine, inserted, isPercent, moved, problemOf, remembered, removed, sameDraft, totalsOf, type Typed } from './lines'

const line = (values: Partial<Typed>): Typed => ({ ...emptyLine(), text: 'Plan', quantity: '1', unitPrice: '10', ...values })
const draft = (lines: Typed[], discount = ''): Draft => ({ discount, lines })
const net = (lines: Typed[], currency: string, discount = '') => {
  const { sum, scale } = totalsOf(draft(lines, discount), currency)
  return amountText(sum.net, scale)
}

describe('what lines come to', () => {
  it('rounds each line half up to what its currency has', () => {
    const { lines } = totalsOf(draft([line({ quantity: '3', unitPrice: '0.35', discount: '50', tax: '10' })]), 'INR')
    expect(lines).toEqual([{ gross: 105n, net: 53n, tax: 5n }])
    expect(net([line({ quantity: '3', unitPrice: '5', discount: '50' })], 'JPY')).toBe('8')
    expect(net([line({ unitPrice: '0.0125' })], 'KWD')).toBe('0.013')
  })

  it('counts as the server does', () => {
    const { sum, scale } = totalsOf(draft([line({ quantity: '50', unitPrice: '19.99', discount: '10', tax: '18' })], '5'), 'EUR')
    expect(amountText(sum.net, scale)).toBe('854.57')
    expect(amountText(sum.tax, scale)).toBe('153.82')
    expect(amountText(sum.gross, scale)).toBe('999.50')
  })

  it('never rounds the largest discount below a limit', () => {
    expect(totalsOf(draft([line({ discount: '15' })], '0.01'), 'INR').largestDiscount).toBe(15.01)
    expect(totalsOf(draft([line({ discount: '10' }), line({})], '20'), 'INR').largestDiscount).toBe(28)
    expect(totalsOf(draft([]), 'INR').largestDiscount).toBe(0)
  })

  it('leaves out what is no number yet', () => {
    const { lines, sum } = totalsOf(draft([line({ unitPrice: '' }), line({})]), 'INR')
    expect(lines[0]).toBeNull()
    expect(sum.net).toBe(1000n)
  })
})

describe('writing lines', () => {
  it('inserts, moves and removes', () => {
    const one = draft([line({ text: 'A' }), line({ text: 'B' })])
    const names = ({ lines }: Draft) => lines.map(({ text }) => text)
    expect(names(moved(one, 0, 1))).toEqual(['B', 'A'])
    expect(moved(one, 0, -1)).toBe(one)
    expect(names(removed(one, 0))).toEqual(['B'])
    expect(names(inserted(one, 1))).toEqual(['A', '', 'B'])
    expect(changed(one, 1, 'quantity', '7').lines[1]?.quantity).toBe('7')
  })

  it('sends no row that nobody wrote anything into', () => {
    const typed = draft([line({ unit: ' pcs ', quantity: '2,5', tax: '' }), emptyLine()], '')
    expect(bodyOf(typed, { currency: 'INR' }, 3)).toEqual({ version: 3, currency: 'INR', discount: '0', lines: [{ text: 'Plan', unit: 'pcs', quantity: '2.5', unitPrice: '10', discount: '0' }] })
    expect(sameDraft(typed, draft([...typed.lines.slice(0, 1)]))).toBe(true)
    expect(sameDraft(typed, draft([]))).toBe(false)
  })

  it('reads numbers as people type them', () => {
    expect(decimal('1,250.50')).toEqual({ units: 125050n, scale: 2 })
    expect(decimal('12,5')).toEqual({ units: 125n, scale: 1 })
    for (const wrong of ['', '-1', '1e9', 'ten', '1.2345678']) expect(decimal(wrong)).toBeNull()
  })

  it('says what to mend', () => {
    expect(problemOf(line({ text: ' ' }), 'text', 'INR')).toBe('text')
    expect(problemOf(line({ quantity: '0' }), 'quantity', 'INR')).toBe('quantity')
    expect(problemOf(line({ unitPrice: '1.005' }), 'unitPrice', 'INR')).toBe('price')
    expect(problemOf(line({ discount: '100.01' }), 'discount', 'INR')).toBe('percent')
    expect(problemOf(emptyLine(), 'text', 'INR')).toBeNull()
    expect(isPercent('100')).toBe(true)
  })

  it('keeps a hundred steps back', () => {
    let past: readonly Draft[] = []
    for (let i = 0; i < 150; i++) past = remembered(past, draft([], String(i)))
    expect(past).toHaveLength(100)
    expect(past.at(-1)?.discount).toBe('149')
  })
})
