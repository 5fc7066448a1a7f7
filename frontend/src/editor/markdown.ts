/// The few marks of Markdown that remarks are written with, kept as the text they are. Reading errs on the side of text: a
/// mark begins and ends at the edge of a word, and whatever does not pair is a sign like any other, so "2 * 3 * 4",
/// "snake_case", "#1" and what was written before there were marks look as they did.

export type Marks = { bold?: true; italic?: true; strike?: true; code?: true; href?: string }
export type Run = Marks & { text: string }

/// A line break within a block is a "\n" in its runs.
export type Block =
  | { is: 'text'; runs: Run[] }
  | { is: 'bullets'; items: Run[][] }
  | { is: 'numbers'; start: number; items: Run[][] }
  | { is: 'quote'; paragraphs: Run[][] }

const BULLET = /^[-*] +(\S.*)$/
const NUMBER = /^(\d{1,3})\. +(\S.*)$/
const QUOTE = /^>(?: (.*))?$/
const CONTINUED = /^ {2,}(\S.*)$/
/// A line that would begin a list or a quote, were it not for a backslash.
const KEPT_SIGN = /^\\(\\*(?:[-*] |>(?: |$)))/
const KEPT_NUMBER = /^(\d{1,3})\\(\\*\. )/

const SAFE = /^(?:https?:\/\/|mailto:|tel:)[^\s\p{Cc}]+$/iu
const ENCODED: Record<string, string> = { '(': '%28', ')': '%29', '<': '%3C', '>': '%3E' }

/// The only addresses a link may have: of the web, of a mailbox, of a telephone.
export const safe = (href: string): string | null => (SAFE.test(href) ? href.replace(/[()<>]/g, (sign) => ENCODED[sign] ?? sign) : null)

type ListLines = { is: 'bullets' | 'numbers'; start: number; items: string[][] }

export function parse(source: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  const flush = () => {
    if (lines.length > 0) blocks.push({ is: 'text', runs: inline(lines.join('\n')) })
    lines = []
  }
  let list: ListLines | null = null
  let quote: string[] | null = null
  const end = () => {
    flush()
    if (list?.is === 'bullets') blocks.push({ is: 'bullets', items: list.items.map((item) => inline(item.join('\n'))) })
    if (list?.is === 'numbers') blocks.push({ is: 'numbers', start: list.start, items: list.items.map((item) => inline(item.join('\n'))) })
    if (quote !== null) {
      const parts = quote.join('\n').split(/\n(?:[^\S\n]*\n)+/).map(inline).filter((runs) => runs.length > 0)
      if (parts.length > 0) blocks.push({ is: 'quote', paragraphs: parts })
    }
    list = null
    quote = null
  }
  const take = (is: 'bullets' | 'numbers', number: number, text: string) => {
    if (list?.is === is && (is === 'bullets' || number === list.start + list.items.length)) list.items.push([text])
    else {
      end()
      list = { is, start: number, items: [[text]] }
    }
  }
  for (const line of source.replaceAll('\r\n', '\n').split('\n')) {
    const open = list as ListLines | null
    const bullet = BULLET.exec(line)
    const number = NUMBER.exec(line)
    const quoted = QUOTE.exec(line)
    const continued = open ? CONTINUED.exec(line) : null
    if (line.trim() === '') end()
    else if (bullet) take('bullets', 1, bullet[1] ?? '')
    else if (number) take('numbers', Number(number[1]), number[2] ?? '')
    else if (quoted) {
      if (quote === null) end()
      quote ??= []
      quote.push(quoted[1] ?? '')
    } else if (open && continued) open.items.at(-1)?.push(continued[1] ?? '')
    else {
      if (list !== null || quote !== null) end()
      lines.push(line.replace(KEPT_SIGN, '$1').replace(KEPT_NUMBER, '$1$2'))
    }
  }
  end()
  return blocks.filter((block) => block.is !== 'text' || block.runs.length > 0)
}

/// What it says without its marks, for where only text can stand.
export function plain(source: string): string {
  const words = (runs: readonly Run[]) => runs.map(({ text, href }) => (href === undefined || href === text || href === `mailto:${text}` ? text : `${text} (${href})`)).join('')
  return parse(source)
    .map((block) => {
      switch (block.is) {
        case 'text':
          return words(block.runs)
        case 'bullets':
          return block.items.map((item) => `- ${words(item)}`).join('\n')
        case 'numbers':
          return block.items.map((item, i) => `${block.start + i}. ${words(item)}`).join('\n')
        case 'quote':
          return block.paragraphs.map(words).join('\n\n')
      }
    })
    .join('\n\n')
}

export const SIGNS = { bold: '**', italic: '*', strike: '~~' } as const
export const PAIRED = ['strike', 'bold', 'italic'] as const

type Token = { text: string; marks: Marks } | { sign: 'stars' | 'waves'; text: string; opens: boolean; closes: boolean; marks: Marks; turns: Set<'bold' | 'italic' | 'strike'> }

/// As everywhere in Markdown, two backslashes before a sign are one; anywhere else each is itself.
const BACKSLASHES = /\\+/y
const ESCAPABLE = /[*~`[\]]/
const CODE = /`([^`\n\s](?:[^`\n]*[^`\n\s])?)`/y
const LINK = /\[((?:\\.|[^[\]\\\n])+)\]\(((?:https?:\/\/|mailto:|tel:)[^\s()<>\p{Cc}]+)\)/iuy
const STARS = /\*+/y
const WAVES = /~+/y
const PLAIN = /[^\\`[*~]+/y

const WORD = /[\p{L}\p{N}\p{M}]/u
const isWord = (sign: string | undefined) => sign !== undefined && WORD.test(sign)
const isSpace = (sign: string | undefined) => sign === undefined || /\s/.test(sign)

function at(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from
  return pattern.exec(text)
}

function inline(source: string): Run[] {
  const tokens: Token[] = []
  const read = (from: number, to: number, marks: Marks) => {
    for (let i = from; i < to; ) {
      const slashes = at(BACKSLASHES, source, i)?.[0].length ?? 0
      const code = at(CODE, source, i)
      const link = marks.href === undefined ? at(LINK, source, i) : null
      const stars = at(STARS, source, i)
      const waves = at(WAVES, source, i)
      const signs = stars ?? waves
      let next: number
      if (slashes > 0) {
        const sign = source[i + slashes] ?? ''
        const escapes = ESCAPABLE.test(sign)
        const escaped = escapes && slashes % 2 === 1
        tokens.push({ text: '\\'.repeat(escapes ? Math.floor(slashes / 2) : slashes) + (escaped ? sign : ''), marks })
        next = i + slashes + (escaped ? 1 : 0)
      } else if (code && i + code[0].length <= to) {
        tokens.push({ text: code[1] ?? '', marks: { code: true } })
        next = i + code[0].length
      } else if (link) {
        const label = link[1] ?? ''
        read(i + 1, i + 1 + label.length, { href: link[2] ?? '' })
        next = i + link[0].length
      } else if (signs) {
        const text = signs[0]
        next = i + text.length
        const kinds: ('bold' | 'italic' | 'strike')[] = waves ? (text.length === 2 ? ['strike'] : []) : text.length === 1 ? ['italic'] : text.length === 2 ? ['bold'] : text.length === 3 ? ['bold', 'italic'] : []
        if (kinds.length === 0) tokens.push({ text, marks })
        else {
          const before = source[i - 1]
          const after = source[next]
          tokens.push({ sign: waves ? 'waves' : 'stars', text, opens: !isWord(before) && !isSpace(after), closes: !isSpace(before) && !isWord(after), marks, turns: new Set(kinds) })
        }
      } else {
        const run = at(PLAIN, source, i)?.[0] ?? source[i] ?? ''
        next = Math.min(to, i + run.length)
        tokens.push({ text: source.slice(i, next), marks })
      }
      i = next
    }
  }
  read(0, source.length, {})
  for (const mark of PAIRED) pair(tokens, mark)

  const open: Marks = {}
  const signs: Sign[] = []
  const say = (text: string, marks: Marks) => {
    for (const sign of text.split('')) signs.push({ sign, marks })
  }
  for (const token of tokens) {
    if (!('sign' in token)) {
      say(token.text, { ...open, ...token.marks })
      continue
    }
    // Of three stars only one or two may have found their like.
    const spent = [...token.turns].reduce((sum, mark) => sum + SIGNS[mark].length, 0)
    say(token.text.slice(spent), { ...open, ...token.marks })
    for (const mark of token.turns) {
      if (open[mark]) delete open[mark]
      else open[mark] = true
    }
  }
  return runsOf(settle(signs))
}

/// Leaves to the row of signs only what has an opposite.
function pair(tokens: readonly Token[], mark: 'bold' | 'italic' | 'strike'): void {
  let opened: Set<string> | null = null
  for (const token of tokens) {
    if (!('sign' in token) || !token.turns.has(mark)) continue
    if (opened && token.closes) opened = null
    else if (!opened && token.opens) opened = token.turns
    else token.turns.delete(mark)
  }
  opened?.delete(mark)
}

type Sign = { sign: string; marks: Marks }

/// The marks as text can say them: a word is bold as a whole, code is nothing but code, and space has what both its
/// sides have.
function settle(given: readonly Sign[]): Sign[] {
  const signs = given.map(({ sign, marks }): Sign => ({ sign, marks: marks.code && sign !== '`' ? { code: true } : cleaned(marks) }))
  for (let i = 0; i < signs.length; ) {
    let end = i
    while (isWord(signs[end]?.sign) && !signs[end]?.marks.code) end += 1
    const word = signs.slice(i, end)
    for (const mark of PAIRED) if (word.some(({ marks }) => marks[mark])) for (const each of word) each.marks = { ...each.marks, [mark]: true }
    i = Math.max(end, i + 1)
  }
  // A sign beside a word stays outside the marks the word has not.
  signs.forEach((each, i) => {
    if (isWord(each.sign) || isSpace(each.sign) || each.marks.code) return
    const words = [signs[i - 1], signs[i + 1]].filter((beside) => beside && isWord(beside.sign) && !beside.marks.code)
    for (const mark of PAIRED) if (words.some((word) => !word?.marks[mark])) each.marks = without(each.marks, mark)
  })
  for (let i = 0; i < signs.length; ) {
    let end = i
    while (end < signs.length && isSpace(signs[end]?.sign)) end += 1
    const before = signs[i - 1]?.marks ?? {}
    const after = signs[end]?.marks ?? {}
    const broken = signs.slice(i, end).some(({ sign }) => sign === '\n')
    for (const each of signs.slice(i, end)) each.marks = shared(before, after, broken)
    i = Math.max(end, i + 1)
  }
  return trimmed(signs)
}

function cleaned({ bold, italic, strike, href: given }: Marks): Marks {
  const href = given === undefined ? null : safe(given)
  return { ...(bold && { bold }), ...(italic && { italic }), ...(strike && { strike }), ...(href !== null && { href }) }
}

function without(marks: Marks, mark: (typeof PAIRED)[number]): Marks {
  const { [mark]: _gone, ...rest } = marks
  return rest
}

function shared(a: Marks, b: Marks, broken: boolean): Marks {
  return {
    ...(a.bold && b.bold && { bold: true }),
    ...(a.italic && b.italic && { italic: true }),
    ...(a.strike && b.strike && { strike: true }),
    ...(!broken && a.code && b.code && { code: true }),
    ...(!broken && a.href !== undefined && a.href === b.href && { href: a.href }),
  }
}

/// Without space at the edges of lines, and without empty lines at the ends.
function trimmed(signs: readonly Sign[]): Sign[] {
  const kept: Sign[] = []
  let spaces: Sign[] = []
  for (const each of signs) {
    if (each.sign !== '\n' && isSpace(each.sign)) {
      if (kept.length > 0 && kept.at(-1)?.sign !== '\n') spaces.push(each)
    } else {
      if (each.sign !== '\n') kept.push(...spaces, each)
      else if (kept.length > 0) kept.push(each)
      spaces = []
    }
  }
  while (kept.at(-1)?.sign === '\n') kept.pop()
  return kept
}

function runsOf(signs: readonly Sign[]): Run[] {
  const runs: Run[] = []
  let last = ''
  for (const { sign, marks } of signs) {
    const { bold, italic, strike, code, href } = marks
    const key = JSON.stringify([bold, italic, strike, code, href])
    const run = runs.at(-1)
    if (run && key === last) run.text += sign
    else runs.push({ text: sign, ...(code ? { code } : cleaned(marks)) })
    last = key
  }
  return runs
}

const signsOf = (runs: readonly Run[]): Sign[] => runs.flatMap(({ text, ...marks }) => text.split('').map((sign) => ({ sign, marks })))

/// As it will be read again: nothing empty, lines of a paragraph with words in each.
export function settled(block: Block): Block[] {
  const lines = (runs: readonly Run[]) => runsOf(settle(collapsed(signsOf(runs))))
  switch (block.is) {
    case 'text':
      return paragraphs(block.runs).map((runs) => ({ is: 'text', runs }))
    case 'quote': {
      const all = block.paragraphs.flatMap(paragraphs)
      return all.length === 0 ? [] : [{ is: 'quote', paragraphs: all }]
    }
    case 'bullets': {
      const items = block.items.map(lines).filter((item) => item.length > 0)
      return items.length === 0 ? [] : [{ is: 'bullets', items }]
    }
    case 'numbers': {
      const items = block.items.map(lines).filter((item) => item.length > 0)
      return items.length === 0 ? [] : [{ is: 'numbers', start: block.start, items }]
    }
  }
}

function paragraphs(runs: readonly Run[]): Run[][] {
  const parts: Sign[][] = [[]]
  for (const sign of trimmed(signsOf(runs))) {
    const part = parts.at(-1)
    if (sign.sign === '\n' && part?.at(-1)?.sign === '\n') parts.push([])
    else part?.push(sign)
  }
  return parts.map((part) => runsOf(settle(part))).filter((each) => each.length > 0)
}

const collapsed = (signs: readonly Sign[]): Sign[] => {
  const kept = trimmed(signs)
  return kept.filter(({ sign }, i) => sign !== '\n' || kept[i - 1]?.sign !== '\n')
}
