import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { Bold, Code, Italic, Link, ListOrdered, Logs, type LucideIcon, Strikethrough, TextQuote } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useImperativeHandle, useRef, useState } from 'react'
import type { MessageId } from '@/i18n/catalog'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { useDirection } from '@/ui/Direction'
import { Input } from '@/ui/Input'
import { addressOf } from './address'
import { type BlockName, type MarkName, turn } from './schema'

const SCHEME = 'https://'

export type ToolbarHandle = { focus: () => void; link: () => void }

type Tool = { name: MarkName | BlockName | 'link'; icon: LucideIcon; label: MessageId; keys: string }

const TOOLS: readonly Tool[] = [
  { name: 'bold', icon: Bold, label: 'editor.bold', keys: 'Mod+B' },
  { name: 'italic', icon: Italic, label: 'editor.italic', keys: 'Mod+I' },
  { name: 'strike', icon: Strikethrough, label: 'editor.strike', keys: 'Mod+Shift+S' },
  { name: 'code', icon: Code, label: 'editor.code', keys: 'Mod+E' },
  { name: 'link', icon: Link, label: 'editor.link', keys: 'Mod+Shift+L' },
  { name: 'bullets', icon: Logs, label: 'editor.bullets', keys: 'Mod+Shift+8' },
  { name: 'numbers', icon: ListOrdered, label: 'editor.numbers', keys: 'Mod+Shift+7' },
  { name: 'quote', icon: TextQuote, label: 'editor.quote', keys: 'Mod+Shift+B' },
]

/// One stop of Tab; arrows go from button to button the way one reads, and a press leads back to the text.
export function Toolbar({ editor, handle }: { editor: Editor; handle: RefObject<ToolbarHandle | null> }) {
  const direction = useDirection()
  const bar = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const [linking, setLinking] = useState(false)
  const active = useEditorState({ editor, selector: ({ editor: now }) => TOOLS.map(({ name }) => now.isActive(name)) })
  const focus = (index: number) => {
    setCurrent(index)
    bar.current?.querySelectorAll('button')[index]?.focus()
  }
  useImperativeHandle(handle, () => ({ focus: () => focus(current), link: () => setLinking(true) }))
  if (linking) {
    return (
      <LinkLine
        editor={editor}
        onDone={() => {
          setLinking(false)
          editor.view.focus()
        }}
      />
    )
  }
  const press = ({ name }: Tool) => {
    if (name === 'link') return setLinking(true)
    editor.view.focus()
    if (name === 'bullets' || name === 'numbers' || name === 'quote') turn(editor, name)
    else editor.commands.toggleMark(name)
  }
  const keys = (event: KeyboardEvent) => {
    const last = TOOLS.length - 1
    const [onward, back] = direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
    if (event.key === onward) focus(current === last ? 0 : current + 1)
    else if (event.key === back) focus(current === 0 ? last : current - 1)
    else if (event.key === 'Home') focus(0)
    else if (event.key === 'End') focus(last)
    else if (event.key === 'Escape') editor.view.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // Keys are those of the buttons in it.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div ref={bar} role="toolbar" aria-label={t('editor.toolbar')} className="flex gap-0.5 overflow-x-auto p-1" onKeyDown={keys}>
      {TOOLS.map((tool, i) => (
        <IconButton
          key={tool.name}
          label={t(tool.label)}
          keys={tool.keys}
          size="sm"
          tabIndex={i === current ? 0 : -1}
          aria-pressed={active[i] ?? false}
          className={cn(active[i] && 'bg-soft text-soft-ink')}
          onFocus={() => setCurrent(i)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => press(tool)}
        >
          <tool.icon size={14} className={cn((tool.name === 'bullets' || tool.name === 'numbers' || tool.name === 'quote') && 'mirror')} aria-hidden />
        </IconButton>
      ))}
    </div>
  )
}

function LinkLine({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const before: unknown = editor.getAttributes('link')['href']
  const [typed, setTyped] = useState(typeof before === 'string' ? before : '')
  const [bad, setBad] = useState(false)
  const apply = () => {
    const href = addressOf(typed)
    if (href === null) return setBad(true)
    const chain = editor.chain().extendMarkRange('link')
    if (editor.state.selection.empty && typeof before !== 'string') chain.insertContent({ type: 'text', text: typed.trim(), marks: [{ type: 'link', attrs: { href } }] }).run()
    else chain.unsetMark('code').setMark('link', { href }).setTextSelection(editor.state.selection.to).run()
    onDone()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      data-own-escape
      className="flex flex-wrap items-center gap-1 p-1"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) apply()
        else if (event.key === 'Escape') onDone()
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <Input
        autoFocus
        inputMode="url"
        dir="ltr"
        aria-label={t('editor.address')}
        placeholder={SCHEME}
        aria-invalid={bad || undefined}
        className="min-w-40 flex-1"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setBad(false)
        }}
      />
      <Button size="sm" variant="primary" onClick={apply}>
        {t('editor.link.set')}
      </Button>
      {typeof before === 'string' && (
        <Button
          size="sm"
          onClick={() => {
            editor.chain().extendMarkRange('link').unsetMark('link').run()
            onDone()
          }}
        >
          {t('editor.link.remove')}
        </Button>
      )}
      <Button size="sm" variant="quiet" onClick={onDone}>
        {t('word.cancel')}
      </Button>
      <p role="alert" className="w-full px-1 text-12 text-bad empty:hidden">
        {bad && t('editor.address.bad')}
      </p>
    </div>
  )
}
