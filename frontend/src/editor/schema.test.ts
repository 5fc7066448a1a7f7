import { getSchema } from '@tiptap/core'
import { DOMParser } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { contentOf, extensions, textOf } from './schema'

const schema = getSchema(extensions({ most: 10_000, onFull: () => undefined }))

const edited = (text: string) => {
  const document = schema.nodeFromJSON(contentOf(text))
  document.check()
  return textOf(document)
}

const pasted = (html: string) => {
  const page = document.createElement('div')
  page.innerHTML = html
  return textOf(DOMParser.fromSchema(schema).parse(page))
}

describe('what the editor holds', () => {
  it.each([
    '',
    '**Bold *both*** ~~gone~~ `code` [terms](https://pier.example) text',
    'One\ntwo\n\nthree',
    '- oil\n  and grease\n- **rope**\n\n7. seven\n8. eight\n\n> said\n> so\n>\n> and done',
    '\\- no list, \\*no italic\\*, 2 * 3 * 4, @Meera Menon',
  ])('is all that can be written down: %s', (text) => {
    expect(edited(text)).toBe(text)
  })

  it('takes of a page that was copied what it can hold, and nothing that acts', () => {
    expect(pasted('<h1>Terms</h1><p>Pay <b>now</b>, <i>please</i><br>or <s>never</s></p><ul><li>oil<ul><li>black</li></ul></li><li>rope</li></ul>')).toBe('Terms\n\nPay **now**, *please*\nor ~~never~~\n\n- oil\n\n- black\n\n- rope')
    expect(pasted('<p><a href="javascript:alert(1)">x</a> <a href="https://pier.example/(a)">y</a><img src="x" onerror="alert(1)"><script>alert(1)</script></p>')).toBe('x [y](https://pier.example/%28a%29)')
  })
})
