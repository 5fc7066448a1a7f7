import { type Block, type Marks, PAIRED, parse, type Run, settled, SIGNS } from './markdown'

/// Only the editor writes; whoever reads what was written loads the other half alone.
export function serialise(blocks: readonly Block[]): string {
  return blocks
    .flatMap(settled)
    .map((block) => {
      const bare = written(block, false)
      return same(parse(bare), block) ? bare : written(block, true)
    })
    .join('\n\n')
}

const same = (read: readonly Block[], block: Block) => read.length === 1 && JSON.stringify(read[0]) === JSON.stringify(block)

function written(block: Block, escaped: boolean): string {
  switch (block.is) {
    case 'text': {
      const text = spelled(block.runs, escaped)
      return escaped ? text.split('\n').map((line) => line.replace(/^(?=\\*(?:[-*] |>(?: |$)))/, '\\').replace(/^(\d{1,3})(?=\\*\. )/, '$1\\')).join('\n') : text
    }
    case 'bullets':
      return block.items.map((item) => `- ${spelled(item, escaped).replaceAll('\n', '\n  ')}`).join('\n')
    case 'numbers':
      return block.items.map((item, i) => `${block.start + i}. ${spelled(item, escaped).replaceAll('\n', '\n   ')}`).join('\n')
    case 'quote':
      return block.paragraphs.map((runs) => `> ${spelled(runs, escaped).replaceAll('\n', '\n> ')}`).join('\n>\n')
  }
}


/// A star between spaces is read as one anyway.
const LOOSE = /\s[*~](?=\s)|\\*[*~`[\]]/g
const escapedSign = (sign: string): string => `${'\\'.repeat(2 * (sign.length - 1) + 1)}${sign.slice(-1)}`

function spelled(runs: readonly Run[], escaped: boolean): string {
  let out = ''
  let before: Marks = {}
  for (const run of [...runs, { text: '' }] as Run[]) {
    const ended = before.href !== undefined && run.href !== before.href ? `](${before.href})` : ''
    const begun = run.href !== undefined && run.href !== before.href ? '[' : ''
    // What ends and what begins are told from each other by what is open, so one row of signs says both.
    const turned = PAIRED.filter((mark) => run[mark] !== before[mark]).map((mark) => SIGNS[mark]).join('')
    const signs = ended + turned + begun + (run.code ? '`' : '')
    if (signs !== '' && !before.code) out = out.replace(/\\+$/, '$&$&')
    out += signs + (run.code ? `${run.text}\`` : escaped ? run.text.replace(LOOSE, (sign) => (sign.trim() === sign ? escapedSign(sign) : sign)) : run.text)
    before = run
  }
  return out
}
