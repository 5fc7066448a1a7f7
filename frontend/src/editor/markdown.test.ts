import { describe, expect, it } from 'vitest'
import { type Block, parse, plain, type Run, settled } from './markdown'
import { serialise } from './writing'

const text = (...runs: Run[]): Block => ({ is: 'text', runs })

describe('the marks of a remark', () => {
  it('are read', () => {
    expect(parse('**Bold**, *italic*, ~~gone~~ and `code`')).toEqual([
      text({ text: 'Bold', bold: true }, { text: ', ' }, { text: 'italic', italic: true }, { text: ', ' }, { text: 'gone', strike: true }, { text: ' and ' }, { text: 'code', code: true }),
    ])
    expect(parse('***Both*** and **bold *both* bold**')).toEqual([
      text({ text: 'Both', bold: true, italic: true }, { text: ' and ' }, { text: 'bold ', bold: true }, { text: 'both', bold: true, italic: true }, { text: ' bold', bold: true }),
    ])
    expect(parse('See [**our** terms](https://pier.example/terms_(old))')).toEqual([
      text({ text: 'See [' }, { text: 'our', bold: true }, { text: ' terms](https://pier.example/terms_(old))' }),
    ])
    expect(parse('See [our terms](https://pier.example/terms)')).toEqual([text({ text: 'See ' }, { text: 'our terms', href: 'https://pier.example/terms' })])
  })

  it('make lists and quotes of lines', () => {
    expect(parse('To do:\n- oil\n  and grease\n* rope\n3. third\n4. fourth\n> said\n>\n> and done\nBye')).toEqual([
      text({ text: 'To do:' }),
      { is: 'bullets', items: [[{ text: 'oil\nand grease' }], [{ text: 'rope' }]] },
      { is: 'numbers', start: 3, items: [[{ text: 'third' }], [{ text: 'fourth' }]] },
      { is: 'quote', paragraphs: [[{ text: 'said' }], [{ text: 'and done' }]] },
      text({ text: 'Bye' }),
    ])
  })

  it.each([
    '2 * 3 * 4',
    '2*3*4 and 5**6**7',
    '_a_ and __b__ and snake_case_name',
    '#1 is urgent',
    '# 1',
    'ada@pier.example, +44 7700 900183',
    '@Meera Menon, see f(x)[0]',
    '5* hotel and 4* inn',
    'C:\\dir\\.git and \\\\server\\share',
    '-5 degrees, >5 people, 1.5 litres',
    '2026. A year',
    '~/notes and a ~ b',
    '[x](javascript:alert(1)) [y](data:text/html,1) [z](//pier.example)',
    '<b onclick=x>not bold</b> &amp;',
    'First line\nsecond line',
    '` ` and `` and *',
  ])('leave alone what only looks like them: %s', (source) => {
    expect(parse(source)).toEqual([text({ text: source })])
    expect(serialise(parse(source))).toBe(source)
  })

  it('are escaped where text would be taken for them', () => {
    for (const said of ['*a*', '**a**', '~~a~~', '`a`', '- a', '* a', '1. a', '> a', '>', '[a](https://pier.example)', '\\*a*', '\\- a', '1\\. a', 'x\n- y', '\\']) {
      const kept = serialise([text({ text: said })])

      expect(parse(kept)).toEqual([text({ text: said })])
    }
  })

  it('keep their lines, without empty ones at the ends', () => {
    expect(serialise(parse('\n\nA  \n  b\r\n\r\n\r\n\r\nc\n\n'))).toBe('A\nb\n\nc')
    expect(parse(' \n\t\n')).toEqual([])
  })

  it('are dropped from plain text', () => {
    expect(plain('**Call** [the yard](https://pier.example) \\*now*\n- *one*\n- two\n\n> 2 * 3')).toBe('Call the yard (https://pier.example) *now*\n\n- one\n- two\n\n2 * 3')
    expect(plain('[ada@pier.example](mailto:ada@pier.example)')).toBe('ada@pier.example')
  })

  it('survive writing and reading, whatever is written', () => {
    const random = dice(20_261_127)
    const documents = Array.from({ length: LOOPS }, () => blocks(random))

    expect(documents.filter((written) => !same(parse(serialise(written)), written.flatMap(settled)))).toEqual([])
  })

  it('survive reading and writing, whatever is read', () => {
    const random = dice(4711)
    const sources = Array.from({ length: LOOPS }, () => Array.from({ length: random(24) }, () => PIECES[random(PIECES.length)]).join(''))

    expect(sources.filter((source) => !same(parse(serialise(parse(source))), parse(source)))).toEqual([])
  })

  it('are read of a long remark of nothing else', () => {
    for (const sign of ['*', '**a ', '[', '`', '[a](', '\\', '- a\n', '> ', ' ', '[`*~']) expect(() => parse(sign.repeat(10_000 / sign.length))).not.toThrow()
  })
})

const LOOPS = Number(process.env['SANGAM_LOOPS'] ?? 1000)

const same = (a: Block[], b: Block[]) => JSON.stringify(a) === JSON.stringify(b)

/// The same numbers every time.
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

const PIECES = ['*', '**', '***', '~~', '~', '`', '\\', '[', ']', '(', ')', '](https://a.example)', '[b](tel:1)', '- ', '* ', '1. ', '2. ', '> ', '>', '\n', '\n\n', '  ', ' ', 'a', 'b', 'ä', '7', '.', '_', '@', 'मे', '😀', 'https://a.example/x*y']

function blocks(random: (sides: number) => number): Block[] {
  const some = <T>(make: () => T): T[] => Array.from({ length: 1 + random(3) }, make)
  const runs = () =>
    some((): Run => ({
      text: Array.from({ length: 1 + random(4) }, () => PIECES[random(PIECES.length)]).join(''),
      ...(random(3) === 0 && { bold: true }),
      ...(random(3) === 0 && { italic: true }),
      ...(random(4) === 0 && { strike: true }),
      ...(random(5) === 0 && { code: true }),
      ...(random(5) === 0 && { href: 'https://pier.example/a_b*c' }),
    }))
  return some((): Block => {
    switch (random(5)) {
      case 0:
        return { is: 'bullets', items: some(runs) }
      case 1:
        return { is: 'numbers', start: 1 + random(40), items: some(runs) }
      case 2:
        return { is: 'quote', paragraphs: some(runs) }
      default:
        return text(...runs())
    }
  })
}
