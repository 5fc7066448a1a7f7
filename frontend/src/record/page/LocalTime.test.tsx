import { render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setZone } from '@/i18n/format'
import { LocalTime } from './LocalTime'

vi.mock('@/ui/useNow', () => ({ useNow: () => Date.parse('2026-11-27T15:00:00Z') }))

describe('LocalTime', () => {
  beforeEach(() => setZone('Asia/Kolkata'))
  afterEach(() => setZone(undefined))
  const text = (zone: string | undefined) => {
    const { container, unmount } = render(<LocalTime zone={zone} />)
    const shown = container.textContent
    unmount()
    return shown
  }

  it('says what time it is for them', () => {
    expect(text('America/Chicago')).toMatch(/^0?9:00.* for them$/)
  })

  it('warns when it is no time to call', () => {
    expect(text('Asia/Tokyo')).toMatch(/^(0?0|12):00/)
    expect(text('Asia/Tokyo')).toContain('outside usual hours')
  })

  it('says nothing where it is the same time, or nobody knows', () => {
    expect(text('Asia/Calcutta')).toBe('')
    expect(text('Asia/Colombo')).toBe('')
    expect(text(undefined)).toBe('')
    expect(text('Mars/Olympus')).toBe('')
  })

  it('names the day there', () => {
    render(<LocalTime zone="Asia/Tokyo" />)
    expect(screen.getByTitle(/28 November 2026|November 28, 2026/)).toBeTruthy()
  })
})
