import { type Editor, Extension, type JSONContent, Mark, markInputRule, Node, wrappingInputRule } from '@tiptap/core'
import { history, redo, undo } from '@tiptap/pm/history'
import { type Node as Document, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { LOOK } from './look'
import { type Block, parse, type Run, safe } from './markdown'
import { serialise } from './writing'

/// Exactly what `markdown.ts` can write down, so that nothing made here is lost when it is kept.

const Root = Node.create({ name: 'doc', topNode: true, content: 'block+' })
const Letters = Node.create({ name: 'text', group: 'inline' })

const Paragraph = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: () => ['p', { dir: 'auto' }, 0],
})

const LineBreak = Node.create({
  name: 'hardBreak',
  inline: true,
  group: 'inline',
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
  addKeyboardShortcuts() {
    return { 'Shift-Enter': () => this.editor.commands.insertContent({ type: 'hardBreak' }) }
  },
})

/// Lists stand in no other list: Tab leaves the field, as everywhere.
const Item = Node.create({
  name: 'listItem',
  content: 'paragraph',
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: () => ['li', 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem('listItem'),
      Backspace: () => {
        const { empty, $from } = this.editor.state.selection
        return empty && $from.parentOffset === 0 && $from.node(-1)?.type.name === 'listItem' && this.editor.commands.liftListItem('listItem')
      },
    }
  },
})

const Bullets = Node.create({
  name: 'bullets',
  group: 'block',
  content: 'listItem+',
  parseHTML: () => [{ tag: 'ul' }],
  renderHTML: () => ['ul', { class: LOOK.bullets }, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-8': () => turn(this.editor, 'bullets') }
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^[-*]\s$/, type: this.type })]
  },
})

const Numbers = Node.create({
  name: 'numbers',
  group: 'block',
  content: 'listItem+',
  addAttributes: () => ({ start: { default: 1, parseHTML: (element: HTMLElement) => Number(element.getAttribute('start') ?? 1) || 1 } }),
  parseHTML: () => [{ tag: 'ol' }],
  renderHTML: ({ HTMLAttributes }) => ['ol', { ...HTMLAttributes, class: LOOK.numbers }, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-7': () => turn(this.editor, 'numbers') }
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^(\d{1,3})\.\s$/, type: this.type, getAttributes: (match) => ({ start: Number(match[1]) }) })]
  },
})

const Quote = Node.create({
  name: 'quote',
  group: 'block',
  content: 'paragraph+',
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: () => ['blockquote', { class: LOOK.quote }, 0],
  addKeyboardShortcuts() {
    return {
      'Mod-Shift-b': () => turn(this.editor, 'quote'),
      Backspace: () => {
        const { empty, $from } = this.editor.state.selection
        return empty && $from.parentOffset === 0 && $from.node(-1)?.type.name === 'quote' && $from.index(-1) === 0 && this.editor.commands.lift('quote')
      },
    }
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^>\s$/, type: this.type })]
  },
})

const isHeavy = (weight: unknown) => /^(bold(er)?|[5-9]\d{2})$/.test(String(weight)) && null

const Bold = Mark.create({
  name: 'bold',
  parseHTML: () => [{ tag: 'strong' }, { tag: 'b', getAttrs: (element: HTMLElement) => element.style.fontWeight !== 'normal' && null }, { style: 'font-weight', getAttrs: isHeavy }],
  renderHTML: () => ['strong', { class: LOOK.bold }, 0],
  addKeyboardShortcuts() {
    return { 'Mod-b': () => this.editor.commands.toggleMark('bold') }
  },
  addInputRules() {
    return [markInputRule({ find: /(?:^|\s)(\*\*(?![\s*])([^*]*[^*\s])\*\*)$/, type: this.type })]
  },
})

const Italic = Mark.create({
  name: 'italic',
  parseHTML: () => [{ tag: 'em' }, { tag: 'i', getAttrs: (element: HTMLElement) => element.style.fontStyle !== 'normal' && null }, { style: 'font-style=italic' }],
  renderHTML: () => ['em', 0],
  addKeyboardShortcuts() {
    return { 'Mod-i': () => this.editor.commands.toggleMark('italic') }
  },
  addInputRules() {
    return [markInputRule({ find: /(?:^|\s)(\*(?![\s*])([^*]*[^*\s])\*)$/, type: this.type })]
  },
})

const Strike = Mark.create({
  name: 'strike',
  parseHTML: () => [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }, { style: 'text-decoration=line-through', consuming: false }],
  renderHTML: () => ['s', 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-s': () => this.editor.commands.toggleMark('strike') }
  },
  addInputRules() {
    return [markInputRule({ find: /(?:^|\s)(~~(?![\s~])([^~]*[^~\s])~~)$/, type: this.type })]
  },
})

const Code = Mark.create({
  name: 'code',
  excludes: '_',
  code: true,
  exitable: true,
  parseHTML: () => [{ tag: 'code' }],
  renderHTML: () => ['code', { class: LOOK.code, spellcheck: 'false' }, 0],
  addKeyboardShortcuts() {
    return { 'Mod-e': () => this.editor.commands.toggleMark('code') }
  },
  addInputRules() {
    return [markInputRule({ find: /(?:^|\s)(`(?!\s)([^`]*[^`\s])`)$/, type: this.type })]
  },
})

const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element: HTMLElement) => safe(element.getAttribute('href') ?? '') !== null && null }],
  // No href: what is being written is not followed, and a click places the cursor.
  renderHTML: ({ HTMLAttributes }) => ['a', { class: LOOK.link, title: String(HTMLAttributes['href']) }, 0],
})

const kept = ({ most, onFull }: { most: number; onFull: () => void }) =>
  Extension.create({
    name: 'kept',
    addKeyboardShortcuts() {
      const { editor } = this
      return {
        'Mod-z': () => undo(editor.state, editor.view.dispatch),
        'Mod-y': () => redo(editor.state, editor.view.dispatch),
        'Shift-Mod-z': () => redo(editor.state, editor.view.dispatch),
      }
    },
    addProseMirrorPlugins: () => [
      history(),
      new Plugin({
        filterTransaction: (transaction, { doc }) => {
          if (!transaction.docChanged || transaction.doc.content.size < most / 2) return true
          const length = textOf(transaction.doc).length
          const fits = length <= most || length <= textOf(doc).length
          if (!fits) onFull()
          return fits
        },
        props: {
          clipboardTextParser: (text, _$context, _plain, { state }) => {
            const { content } = state.schema.nodeFromJSON(contentOf(text))
            // One paragraph goes into the line it is put in.
            return content.childCount === 1 && content.firstChild?.type.name === 'paragraph' ? new Slice(content, 1, 1) : Slice.maxOpen(content)
          },
          clipboardTextSerializer: ({ content }, { state: { schema } }) =>
            textOf(schema.topNodeType.create(null, content.firstChild?.isInline ? schema.node('paragraph', null, content) : content)),
        },
      }),
    ],
  })

export const extensions = (limits: { most: number; onFull: () => void }) => [Root, Letters, Paragraph, LineBreak, Item, Bullets, Numbers, Quote, Bold, Italic, Strike, Code, Link, kept(limits)]

export type BlockName = 'bullets' | 'numbers' | 'quote'
export type MarkName = 'bold' | 'italic' | 'strike' | 'code'

/// Makes a list or a quote of where the cursor is, of whatever it was; pressed again, it is paragraphs.
export function turn(editor: Editor, name: BlockName): boolean {
  const was = editor.isActive(name)
  const plain = editor.chain().clearNodes()
  return (was ? plain : name === 'quote' ? plain.wrapIn('quote') : plain.toggleList(name, 'listItem')).run()
}

const PARAGRAPH = 'paragraph'

/// The document the editor works on.
export function contentOf(text: string): JSONContent {
  const blocks = parse(text).map((block): JSONContent => {
    switch (block.is) {
      case 'text':
        return paragraphOf(block.runs)
      case 'bullets':
        return { type: 'bullets', content: block.items.map(itemOf) }
      case 'numbers':
        return { type: 'numbers', attrs: { start: block.start }, content: block.items.map(itemOf) }
      case 'quote':
        return { type: 'quote', content: block.paragraphs.map(paragraphOf) }
    }
  })
  return { type: 'doc', content: blocks.length > 0 ? blocks : [{ type: PARAGRAPH }] }
}

const itemOf = (runs: readonly Run[]): JSONContent => ({ type: 'listItem', content: [paragraphOf(runs)] })

const paragraphOf = (runs: readonly Run[]): JSONContent => ({
  type: PARAGRAPH,
  content: runs.flatMap(({ text, href, ...marks }) => {
    const named = [...Object.keys(marks).map((type) => ({ type })), ...(href === undefined ? [] : [{ type: 'link', attrs: { href } }])]
    return text.split('\n').flatMap((line, i): JSONContent[] => [...(i > 0 ? [{ type: 'hardBreak' }] : []), ...(line === '' ? [] : [{ type: 'text', text: line, marks: named }])])
  }),
})

/// The text that is kept of it.
export const textOf = (document: Document): string => serialise(document.children.map(blockOf))

function blockOf(node: Document): Block {
  switch (node.type.name) {
    case 'bullets':
      return { is: 'bullets', items: node.children.map((item) => runsOf(item.child(0))) }
    case 'numbers':
      return { is: 'numbers', start: Number(node.attrs['start']), items: node.children.map((item) => runsOf(item.child(0))) }
    case 'quote':
      return { is: 'quote', paragraphs: node.children.map(runsOf) }
    case 'listItem':
      return { is: 'text', runs: runsOf(node.child(0)) }
    default:
      return { is: 'text', runs: runsOf(node) }
  }
}

function runsOf(paragraph: Document): Run[] {
  return paragraph.children.map((node): Run => {
    const names = new Set(node.marks.map((mark) => mark.type.name))
    const href: unknown = node.marks.find((mark) => mark.type.name === 'link')?.attrs['href']
    return {
      text: node.isText ? (node.text ?? '') : '\n',
      ...(names.has('bold') && { bold: true }),
      ...(names.has('italic') && { italic: true }),
      ...(names.has('strike') && { strike: true }),
      ...(names.has('code') && { code: true }),
      ...(typeof href === 'string' && { href }),
    }
  })
}
