import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Action, actionStore, register } from './registry'
import { DEFAULT_KEYMAP, setKeymap } from './keymap'
import { chordOf, chordsOf, listen } from './shortcuts'

const press = (key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }))

const ran: string[] = []
const action = (id: string, keys: string): Action => ({ id, keys, label: id, group: 'go', run: () => ran.push(id) })

describe('shortcuts', () => {
  let stop: () => void
  let unregister: () => void

  beforeEach(() => {
    ran.length = 0
    unregister = register([action('leads', 'G L'), action('help', '?'), action('undo', 'Mod+Z'), action('filter', 'F')])
    stop = listen(actionStore.get)
  })
  afterEach(() => {
    stop()
    unregister()
    setKeymap(DEFAULT_KEYMAP)
    vi.useRealTimers()
    document.body.innerHTML = ''
  })

  it('runs keys pressed one after the other', () => {
    press('g')
    press('l')

    expect(ran).toEqual(['leads'])
  })

  it('forgets a first key after a while', () => {
    vi.useFakeTimers()
    press('g')
    vi.advanceTimersByTime(5_000)
    press('l')

    expect(ran).toEqual([])
  })

  it('stays quiet while someone types', () => {
    document.body.innerHTML = '<input id="field">'
    press('f', {}, document.getElementById('field') ?? document.body)

    expect(ran).toEqual([])
  })

  it('stays quiet behind an open dialog', () => {
    document.body.innerHTML = '<div role="dialog" data-state="open"></div>'
    press('f')

    expect(ran).toEqual([])
  })

  it('can be switched off for single keys, not for those with a modifier', () => {
    setKeymap({ single: false, keys: {} })
    press('f')
    press('z', { ctrlKey: true })

    expect(ran).toEqual(['undo'])
  })

  it('goes by the sign for signs and by the place for letters of other scripts', () => {
    expect(chordOf(new KeyboardEvent('keydown', { key: '?', code: 'Slash', shiftKey: true }))).toBe('?')
    expect(chordOf(new KeyboardEvent('keydown', { key: 'п', code: 'KeyG' }))).toBe('G')
    // Dvorak types "l" with the key that says P: what was typed counts.
    expect(chordOf(new KeyboardEvent('keydown', { key: 'l', code: 'KeyP' }))).toBe('L')
  })

  it('finds brackets where other keyboards have other signs, and signs typed with AltGr', () => {
    expect(chordsOf(new KeyboardEvent('keydown', { key: 'ü', code: 'BracketLeft' }))).toEqual(['['])
    expect(chordsOf(new KeyboardEvent('keydown', { key: '.', code: 'Slash' }))).toEqual(['.', '/'])
    const altGr = { key: '[', code: 'Digit8', ctrlKey: true, altKey: true, metaKey: false, shiftKey: false, getModifierState: (name: string) => name === 'AltGraph' }
    expect(chordsOf(altGr)).toEqual(['['])
  })

  it('leaves the space bar to what it presses', () => {
    const stopToo = register([action('peek', 'Space')])
    document.body.innerHTML = '<button id="b"></button><div id="cell" role="gridcell"></div>'
    press(' ', {}, document.getElementById('b') ?? document.body)
    expect(ran).toEqual([])
    press(' ', {}, document.getElementById('cell') ?? document.body)
    expect(ran).toEqual(['peek'])
    stopToo()
  })

  it('runs by the keys a person chose, and not by those he took away', () => {
    setKeymap({ single: true, keys: { filter: 'Q', help: '' } })
    press('f')
    press('?')
    press('q')

    expect(ran).toEqual(['filter'])
  })

  it('lets the page mounted last speak first', () => {
    const leave = register([action('list-filter', 'F')])
    press('f')
    leave()
    press('f')

    expect(ran).toEqual(['list-filter', 'filter'])
  })
})
