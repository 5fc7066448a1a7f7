import { describe, expect, it } from 'vitest'
import { firstWords } from './firstWords'

describe('the title a remark begins a ticket with', () => {
  it('is its first line', () => {
    expect(firstWords('  The logo is old \nPlease change it')).toBe('The logo is old')
    expect(firstWords('')).toBe('')
  })

  it('is cut between words', () => {
    const cut = firstWords('Since the update of last week the invoices that we print for customers abroad show no tax number')
    expect(cut).toBe('Since the update of last week the invoices that we print for customers abroad…')
    expect(firstWords('x'.repeat(100))).toBe(`${'x'.repeat(80)}…`)
  })
})
