import { describe, expect, it } from 'vitest'
import type { KindChoice } from '@/api/noticeSettings'
import { channelsOf, choicesOf, choose, dayName, grouped } from './channels'

const usual = { app: true, mail: false, digest: true, popUp: true }
const mention: KindChoice = { key: 'mention', group: 'changes', staysInApp: false, urgent: false, silencedByMute: false, usual, chosen: null }

describe('what comes by which way', () => {
  it('is as usual until something is chosen, and again when it is chosen back', () => {
    expect(channelsOf(mention, {})).toEqual(usual)
    const silent = choose(mention, {}, 'digest', false)
    expect(channelsOf(mention, silent)).toEqual({ ...usual, digest: false })
    expect(choose(mention, silent, 'digest', true)).toEqual({})
  })

  it('is either a mail at once or a line in the digest', () => {
    expect(choose(mention, {}, 'mail', true)).toEqual({ mention: { ...usual, mail: true, digest: false } })
    expect(choose(mention, choose(mention, {}, 'mail', true), 'digest', true)).toEqual({})
  })

  it('pops up only where it is in the app', () => {
    expect(choose(mention, {}, 'app', false)).toEqual({ mention: { app: false, mail: false, digest: true, popUp: false } })
  })

  it('starts from what was chosen before, under the headings of the server', () => {
    const assignment: KindChoice = { ...mention, key: 'assignment', group: 'work', chosen: { ...usual, mail: true, digest: false } }
    expect(choicesOf([mention, assignment])).toEqual({ assignment: assignment.chosen })
    expect(grouped([assignment, mention]).map(({ group, kinds }) => [group, kinds.length])).toEqual([
      ['work', 1],
      ['changes', 1],
    ])
  })
})

it('names weekdays from Monday on', () => {
  expect(dayName('MONDAY', 'en')).toBe('Mon')
  expect(dayName('SUNDAY', 'de')).toBe('So')
})
