import '@/i18n/packs/editor'
import { type ComponentType, type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { DirectoryUser } from '@/api/types'
import { useFieldWiring } from '@/ui/Field'
import { mentionAt, withMention } from './mentions'
import { useMention } from './useMention'

/// What may be done to the field from outside it.
export type FieldHandle = {
  focus: () => void
  /// Puts an "@" where the cursor is, as if it was typed.
  mention: () => void
}

export type RichFieldProps = {
  handle?: RefObject<FieldHandle | null>
  label: string
  placeholder?: string
  /// The text with its marks (`markdown.ts`).
  value: string
  users: readonly DirectoryUser[]
  rows: number
  autoFocus?: boolean
  onChange: (text: string) => void
  onPick?: (user: DirectoryUser) => void
  /// With what stands in the field at that moment: the last letters may not have been told by `onChange` yet.
  onSubmit?: (text: string) => void
  onEscape?: () => void
  onFocus?: () => void
  onBlur?: () => void
}

/// Where somebody was writing when the editor came.
export type Start = { focused: boolean; before: string }

type Wiring = ReturnType<typeof useFieldWiring>
export type EditorProps = RichFieldProps & { wiring: Wiring; start: Start; open: boolean }

export const MOST = 10_000
export const AREA = 'block max-h-72 w-full overflow-y-auto rounded-sheet bg-transparent px-3.5 py-2.5 outline-none'

let editor: ComponentType<EditorProps> | null = null
let coming: Promise<ComponentType<EditorProps>> | null = null

function load(): Promise<ComponentType<EditorProps>> {
  coming ??= import('./RichEditor').then(
    (module) => (editor = module.RichEditor),
    (problem: unknown) => {
      // Without a network it stays a field for plain text, until it is entered the next time.
      coming = null
      throw problem
    },
  )
  return coming
}

/// A field for text with a few marks and mentions of colleagues. The editor comes when the field is first entered; until
/// then, and where it does not come, the same text is written in a plain field.
export function RichField(props: RichFieldProps) {
  const { autoFocus = false, value, onFocus, onBlur } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const wiring = useFieldWiring()
  const [rich, setRich] = useState(() => editor && { Editor: editor, start: { focused: autoFocus, before: value } })
  const [focused, setFocused] = useState(autoFocus)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])
  const composing = useRef(false)
  const change = () => {
    const field = area.current
    if (!editor || !field || composing.current || gone.current) return
    const Editor = editor
    // At once, so that no key falls between the two.
    flushSync(() => setRich({ Editor, start: { focused: document.activeElement === field, before: field.value.slice(0, field.selectionStart) } }))
  }
  return (
    <div
      className="relative"
      onFocus={() => {
        setFocused(true)
        onFocus?.()
        if (!rich) void load().then(change, () => undefined)
      }}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return
        setFocused(false)
        onBlur?.()
      }}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={() => {
        composing.current = false
        if (!rich) setTimeout(change)
      }}
    >
      {rich ? <rich.Editor {...props} wiring={wiring} start={rich.start} open={focused || value !== ''} /> : <PlainArea {...props} wiring={wiring} area={area} />}
    </div>
  )
}

function PlainArea({ handle, area, wiring, label, placeholder, value, users, rows, autoFocus = false, onChange, onPick, onSubmit, onEscape }: RichFieldProps & { wiring: Wiring; area: RefObject<HTMLTextAreaElement | null> }) {
  const [cursor, setCursor] = useState(0)
  const mention = mentionAt(value, cursor)
  const place = (next: { text: string; cursor: number }) => {
    onChange(next.text)
    setCursor(next.cursor)
    requestAnimationFrame(() => area.current?.setSelectionRange(next.cursor, next.cursor))
  }
  const people = useMention(users, mention, (user) => {
    if (!mention) return
    place(withMention(value, mention.from, cursor, user.name))
    onPick?.(user)
  })
  useImperativeHandle(handle, () => ({
    focus: () => area.current?.focus(),
    mention: () => {
      const spot = area.current?.selectionStart ?? value.length
      const before = value.slice(0, spot)
      const typed = `${before}${before === '' || /\s$/.test(before) ? '' : ' '}@`
      area.current?.focus()
      place({ text: typed + value.slice(spot), cursor: typed.length })
    },
  }))
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (onSubmit && event.key === 'Enter' && (event.metaKey || event.ctrlKey)) onSubmit(event.currentTarget.value)
    else if (!people.onKey(event.key)) {
      if (event.key !== 'Escape') return
      if (onEscape) onEscape()
      else area.current?.blur()
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <textarea
        ref={area}
        {...wiring}
        aria-label={label}
        placeholder={placeholder}
        rows={rows}
        autoFocus={autoFocus}
        maxLength={MOST}
        {...people.attributes}
        className={`${AREA} field-sizing-content resize-none`}
        value={value}
        onChange={(event) => {
          onChange(event.target.value)
          setCursor(event.target.selectionStart)
        }}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
        onKeyDown={keys}
      />
      {people.list}
    </>
  )
}
