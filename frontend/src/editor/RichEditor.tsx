import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { EditorContent, useEditor, useEditorState, type UseEditorOptions } from '@tiptap/react'
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { t } from '@/i18n/t'
import { parse } from './markdown'
import { mentionAt } from './mentions'
import { AREA, type EditorProps, MOST } from './RichField'
import { contentOf, extensions, textOf } from './schema'
import { Toolbar, type ToolbarHandle } from './Toolbar'
import { useMention } from './useMention'

/// The field once the editor is there. What is written is told as text with its marks, at every change.
export function RichEditor({ handle, label, placeholder, value, users, rows, onChange, onPick, onSubmit, onEscape, wiring, start, open }: EditorProps) {
  const said = useRef(value)
  /// Told, and not come back yet as `value`.
  const echoes = useRef<string[]>([])
  const [full, setFull] = useState(false)
  const toolbar = useRef<ToolbarHandle>(null)
  const latest = useRef({ onChange, onKey: (_event: KeyboardEvent): boolean => false })
  // Once: what changes is read from `latest`.
  const [options] = useState(
    (): UseEditorOptions => ({
      extensions: extensions({ most: MOST, onFull: () => queueMicrotask(() => setFull(true)) }),
      content: contentOf(value),
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      editorProps: { handleKeyDown: (_view, event) => latest.current.onKey(event) },
      onUpdate: ({ editor: changed }) => {
        setFull(false)
        const text = textOf(changed.state.doc)
        if (text === said.current) return
        said.current = text
        echoes.current.push(text)
        latest.current.onChange(text)
      },
    }),
  )
  const editor = useEditor(options)
  const { mention, empty } = useEditorState({ editor, selector: ({ editor: now }) => ({ mention: mentionIn(now), empty: now.isEmpty && !now.isActive('bullets') && !now.isActive('numbers') && !now.isActive('quote') }) })
  const people = useMention(users, mention, (user) => {
    if (!mention) return
    const { $from } = editor.state.selection
    const from = $from.start() + mention.from
    const spaced = editor.state.doc.textBetween($from.pos, Math.min($from.pos + 1, $from.end())) === ' '
    editor.view.dispatch(editor.state.tr.insertText(`@${user.name}${spaced ? '' : ' '}`, from, $from.pos))
    if (spaced) editor.commands.setTextSelection(editor.state.selection.from + 1)
    onPick?.(user)
  })

  useEffect(() => {
    latest.current = {
      onChange,
      onKey: (event) => {
        const mod = event.metaKey || event.ctrlKey
        if (onSubmit && event.key === 'Enter' && mod) {
          const text = textOf(editor.state.doc)
          // Drawn first, so that an empty text after it is another one.
          if (text !== value) flushSync(() => onChange(text))
          onSubmit(text)
        } else if (mod && event.shiftKey && event.code === 'KeyL') toolbar.current?.link()
        else if (event.altKey && event.key === 'F10') toolbar.current?.focus()
        else if (!people.onKey(event.key)) {
          if (event.key !== 'Escape') return false
          if (onEscape) onEscape()
          else editor.view.dom.blur()
        }
        event.stopPropagation()
        return true
      },
    }
  })
  // What was written elsewhere: a canned reply, nothing after it was sent, all of it when that failed.
  useEffect(() => {
    // What comes back is drawn behind what has been written since: on a slow machine by several letters.
    const echo = echoes.current.indexOf(value)
    if (echo >= 0) {
      echoes.current.splice(0, echo + 1)
      return
    }
    if (value === said.current) return
    said.current = value
    echoes.current = []
    editor.commands.setContent(contentOf(value), { emitUpdate: false })
    editor.commands.setTextSelection(editor.state.doc.content.size)
  }, [editor, value])
  const attributes = { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, 'aria-placeholder': placeholder, ...wiring, ...people.attributes }
  useEffect(() => {
    for (const [name, worth] of Object.entries(attributes)) {
      if (worth === undefined) editor.view.dom.removeAttribute(name)
      else editor.view.dom.setAttribute(name, String(worth))
    }
  })
  useLayoutEffect(() => {
    if (!start.focused) return
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(placeAfter(editor, start.before)), -1)))
    writeBlanks(editor, value, start.before)
    editor.view.focus()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, where the plain field was left
  }, [])
  useImperativeHandle(handle, () => ({
    focus: () => editor.view.focus(),
    mention: () => {
      const { $from } = editor.state.selection
      const before = $from.parent.textBetween(0, $from.parentOffset, '\n', '\n')
      editor.view.focus()
      editor.view.dispatch(editor.state.tr.insertText(before === '' || /\s$/.test(before) ? '@' : ' @'))
    },
  }))

  return (
    <>
      <EditorContent
        editor={editor}
        style={{ minHeight: `calc(${rows}lh + 1.25rem)` }}
        className={`${AREA} cursor-text whitespace-break-spaces [overflow-wrap:anywhere] [&_.tiptap]:flex [&_.tiptap]:flex-col [&_.tiptap]:gap-2 [&_.tiptap]:outline-none [&_img]:inline [&_img]:size-0`}
        onMouseDown={(event) => {
          // The room below the last line belongs to the field, too.
          if (event.target !== event.currentTarget) return
          event.preventDefault()
          editor.view.focus()
        }}
      />
      {empty && placeholder !== undefined && (
        <span aria-hidden className="pointer-events-none absolute inset-x-3.5 top-2.5 truncate text-ink-3">
          {placeholder}
        </span>
      )}
      {people.list}
      {open && <Toolbar editor={editor} handle={toolbar} />}
      <p role="status" className="px-3.5 text-12 text-bad">
        {full && t('editor.full', { most: MOST })}
      </p>
    </>
  )
}

function mentionIn(editor: Editor) {
  const { empty, $from } = editor.state.selection
  if (!empty || $from.marks().some((mark) => mark.type.name === 'code')) return null
  const before = $from.parent.textBetween(0, $from.parentOffset, '\n', '\n')
  return mentionAt(before, before.length)
}

/// Blanks at the end of a line are no text, so they did not come along; but whoever was writing goes on behind them.
function writeBlanks(editor: Editor, value: string, before: string): void {
  const blanks = /[ \n]+$/.exec(before)?.[0] ?? ''
  if (blanks === '' || before.trim() === '' || !/^ *(?:\n|$)/.test(value.slice(before.length))) return
  // Nobody need be told: what they are written as is the text there is.
  const quietly = editor.chain().setMeta('preventUpdate', true)
  if (blanks.includes('\n\n')) quietly.splitBlock().run()
  else if (blanks.includes('\n')) quietly.insertContent({ type: 'hardBreak' }).run()
  else {
    const { tr, schema, selection } = editor.state
    // Of the words before it they have no marks: those ended before them.
    editor.view.dispatch(tr.insert(selection.from, schema.text(blanks)).setStoredMarks([]).setMeta('preventUpdate', true))
  }
}

/// The place behind the same letters, now that signs have become marks.
function placeAfter(editor: Editor, before: string): number {
  const { doc } = editor.state
  const letters = (text: string) => text.replace(/\s/g, '').length
  let left = parse(before).reduce((sum, block) => sum + letters((block.is === 'text' ? [block.runs] : block.is === 'quote' ? block.paragraphs : block.items).flat().map(({ text }) => text).join('')), 0)
  let place = doc.content.size
  if (/\s$/.test(before) && letters(before) === letters(textOf(doc))) return place
  doc.descendants((node, position) => {
    if (!node.isText || left <= 0) return
    const text = node.text ?? ''
    for (let i = 0; i < text.length; i += 1) {
      if (!/\s/.test(text[i] ?? '')) left -= 1
      if (left === 0) {
        place = position + i + 1
        return
      }
    }
  })
  return before.trim() === '' ? 1 : place
}
