import { afterEach, describe, expect, it } from 'vitest'
import { fromLocalInput, money, relative, setZone, toLocalInput, today } from './format'

afterEach(() => setZone(undefined))

describe('times in the reader’s zone', () => {
  it('turns an instant into the local clock and back', () => {
    setZone('Asia/Kolkata')

    expect(toLocalInput('2026-11-20T09:00:00Z')).toBe('2026-11-20T14:30')
    expect(fromLocalInput('2026-11-20T14:30')).toBe('2026-11-20T09:00:00.000Z')
  })

  it('finds the right offset on both sides of a clock change', () => {
    setZone('Europe/Berlin')

    expect(fromLocalInput('2026-03-29T01:30')).toBe('2026-03-29T00:30:00.000Z')
    expect(fromLocalInput('2026-03-29T03:30')).toBe('2026-03-29T01:30:00.000Z')
  })

  it('knows that it is already tomorrow elsewhere', () => {
    const evening = new Date('2026-11-20T20:00:00Z')
    setZone('Asia/Kolkata')
    expect(today(evening)).toBe('2026-11-21')
    setZone('America/New_York')
    expect(today(evening)).toBe('2026-11-20')
  })

  it('speaks relatively for a week, then gives the date', () => {
    setZone('UTC')
    const now = new Date('2026-11-20T12:00:00Z').getTime()

    expect(relative('2026-11-20T11:55:00Z', now)).toBe('5 min. ago')
    expect(relative('2026-11-19T12:00:00Z', now)).toBe('yesterday')
    expect(relative('2026-11-01T12:00:00Z', now)).toBe('Nov 1, 2026')
  })
})

describe('money', () => {
  it('drops zero cents and keeps others', () => {
    expect(money('1200.00', 'EUR')).toBe('€1,200')
    expect(money('1200.50', 'EUR')).toBe('€1,200.50')
  })
})
