import { describe, expect, it } from 'vitest'
import { mentionAt, mentionedIn, pieces, withMention } from './mentions'

const ines = { id: 'u1', name: 'Ines Moreau' }
const sam = { id: 'u2', name: 'Sam Ortiz' }

describe('mentioning people', () => {
  it('notices what is typed after an @, not the one in an e-mail address', () => {
    expect(mentionAt('Ask @in', 7)).toEqual({ from: 4, query: 'in' })
    expect(mentionAt('Ask @ines mo', 12)).toEqual({ from: 4, query: 'ines mo' })
    expect(mentionAt('write to ines@exa', 17)).toBeNull()
    expect(mentionAt('Ask @ines and then', 18)).toBeNull()
  })

  it('puts the name in, with one space after it', () => {
    expect(withMention('Ask @in', 4, 7, ines.name)).toEqual({ text: 'Ask @Ines Moreau ', cursor: 17 })
    expect(withMention('Ask @in today', 4, 7, ines.name)).toEqual({ text: 'Ask @Ines Moreau today', cursor: 17 })
  })

  it('tells only people whose name was left standing', () => {
    expect(mentionedIn('@Sam Ortiz please', [ines, sam, sam])).toEqual([sam])
  })

  it('cuts a remark into text and names', () => {
    expect(pieces('Hi @Sam Ortiz, see', [sam])).toEqual([
      { text: 'Hi ', person: null },
      { text: '@Sam Ortiz', person: sam },
      { text: ', see', person: null },
    ])
  })
})
