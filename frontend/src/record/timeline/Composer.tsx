import { useMutation, useQueryClient } from '@tanstack/react-query'
import { AtSign } from 'lucide-react'
import { type ComponentType, type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react'
import type { DirectoryUser } from '@/api/types'
import { useMe } from '@/api/useMe'
import { t } from '@/i18n/t'
import { Avatar } from '@/ui/Avatar'
import { Button, IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Kbd } from '@/ui/Kbd'
import { matching } from '@/ui/options'
import type { ComposeProps, PanelProps } from '../page/kind'
import { mentionAt, mentionedIn, withMention } from './mentions'
import { sendOrKeep } from '../waiting/sendOrKeep'
import { addComment, PENDING, showAtOnce, takeAway } from './timeline'

type Props = { object: string; path: string; id: string; title: string; users: readonly DirectoryUser[]; field?: RefObject<HTMLTextAreaElement | null>; beside?: BesideComposer }

/// What else helps to write.
export type BesideComposer = { Compose: ComponentType<ComposeProps>; panel: PanelProps }

const OFFERED = 6

/// Unsent remarks survive leaving the page and coming back, as long as the tab is open.
const drafts = new Map<string, string>()

export function Composer({ object, path, id, title, users, field, beside }: Props) {
  const me = useMe()
  const queries = useQueryClient()
  const own = useRef<HTMLTextAreaElement>(null)
  const area = field ?? own
  const [focused, setFocused] = useState(false)
  const [text, setText] = useState(() => drafts.get(id) ?? '')
  const [picked, setPicked] = useState<DirectoryUser[]>([])
  const write = (next: string) => {
    setText(next)
    drafts.set(id, next)
  }
  const send = useMutation({
    mutationFn: ({ words, mentions }: { words: string; mentions: DirectoryUser[] }) =>
      sendOrKeep(
        queries,
        { record: { object, id, title }, work: { kind: 'note', path, text: words, mentions: mentions.map((user) => ({ id: user.id, name: user.name })) } },
        (key) => addComment(path, id, words, mentions.map((user) => user.id), key),
      ),
    onMutate: ({ words, mentions }) => {
      write('')
      const shown = PENDING + Date.now()
      showAtOnce(queries, object, id, {
        id: shown,
        at: new Date().toISOString(),
        actor: { id: me.user.id, name: me.user.name },
        verb: 'commented',
        data: { text: words, mentions: mentions.map((user) => ({ id: user.id, name: user.name })) },
      })
      return shown
    },
    // What was written is never lost: it goes back into the field.
    onError: (_error, { words }) => write(words),
    onSettled: (sent, _error, _variables, shown) => {
      if (!sent && shown !== undefined) takeAway(queries, object, id, shown)
      void queries.invalidateQueries({ queryKey: [object, 'timeline', id] })
    },
  })
  const submit = () => {
    const words = text.trim()
    if (words === '' || send.isPending) return
    send.mutate({ words, mentions: mentionedIn(words, [...picked, ...users]) })
    setPicked([])
  }
  const open = focused || text !== ''
  const insert = (words: string) => {
    write(text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`)
    requestAnimationFrame(() => area.current?.focus())
  }
  return (
    <div className={cn('rounded-sheet border bg-raised transition-colors duration-120', focused ? 'border-accent' : 'border-line-strong')}>
      <MentionArea
        area={area}
        label={t('composer.label')}
        placeholder={t('composer.placeholder')}
        value={text}
        users={users}
        rows={open ? 3 : 1}
        onChange={write}
        onPick={(user) => setPicked((all) => [...all, user])}
        onSubmit={submit}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
      {(open || beside) && (
        <div className="flex items-center gap-2 border-t border-line px-2 py-1.5">
          <IconButton
            label={t('composer.mention')}
            size="sm"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              const spot = area.current?.selectionStart ?? text.length
              write(`${text.slice(0, spot)}${spot === 0 || /\s$/.test(text.slice(0, spot)) ? '' : ' '}@${text.slice(spot)}`)
              area.current?.focus()
            }}
          >
            <AtSign size={14} aria-hidden />
          </IconButton>
          {beside && <beside.Compose {...beside.panel} onInsert={insert} />}
          <span className="ms-auto hidden text-12 text-ink-3 sm:inline">
            <Kbd keys="Mod+Enter" />
          </span>
          <Button variant="primary" size="sm" disabled={text.trim() === ''} onMouseDown={(event) => event.preventDefault()} onClick={submit}>
            {t('composer.send')}
          </Button>
        </div>
      )}
    </div>
  )
}

type AreaProps = {
  area: RefObject<HTMLTextAreaElement | null>
  label: string
  placeholder?: string
  value: string
  users: readonly DirectoryUser[]
  rows: number
  autoFocus?: boolean
  onChange: (text: string) => void
  onPick: (user: DirectoryUser) => void
  onSubmit: () => void
  onEscape?: () => void
  onFocus?: () => void
  onBlur?: () => void
}

/// A text field that offers colleagues after an "@": arrows choose, Enter or Tab takes, Escape leaves it as typed.
export function MentionArea({ area, label, placeholder, value, users, rows, autoFocus = false, onChange, onPick, onSubmit, onEscape, onFocus, onBlur }: AreaProps) {
  const id = useId()
  const [cursor, setCursor] = useState(0)
  const [active, setActive] = useState(0)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const mention = mentionAt(value, cursor)
  const offered =
    mention && mention.from !== dismissed
      ? matching(
          users.filter((user) => user.active).map((user) => ({ value: user.id, label: user.name })),
          mention.query,
        ).slice(0, OFFERED)
      : []
  const current = Math.min(active, offered.length - 1)

  const take = (userId: string | undefined) => {
    const user = users.find((each) => each.id === userId)
    if (!user || !mention) return
    const next = withMention(value, mention.from, cursor, user.name)
    onChange(next.text)
    onPick(user)
    setCursor(next.cursor)
    requestAnimationFrame(() => area.current?.setSelectionRange(next.cursor, next.cursor))
  }
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) onSubmit()
    else if (offered.length === 0) {
      if (event.key !== 'Escape') return
      if (onEscape) onEscape()
      else area.current?.blur()
    } else if (event.key === 'ArrowDown') setActive((current + 1) % offered.length)
    else if (event.key === 'ArrowUp') setActive((current - 1 + offered.length) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(offered[current]?.value)
    else if (event.key === 'Escape') setDismissed(mention?.from ?? null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="relative">
      <textarea
        ref={area}
        aria-label={label}
        placeholder={placeholder}
        rows={rows}
        autoFocus={autoFocus}
        maxLength={10_000}
        aria-autocomplete="list"
        aria-controls={`${id}-people`}
        aria-activedescendant={offered.length > 0 ? `${id}-${current}` : undefined}
        className="field-sizing-content block max-h-72 w-full resize-none rounded-sheet bg-transparent px-3.5 py-2.5 outline-none"
        value={value}
        onChange={(event) => {
          onChange(event.target.value)
          setCursor(event.target.selectionStart)
          setActive(0)
        }}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
        onKeyDown={keys}
        onFocus={onFocus}
        onBlur={onBlur}
      />
      <span role="status" className="sr-only">
        {offered.length > 0 && t('composer.offered', { count: offered.length })}
      </span>
      {/* Keys are handled in the field; the list itself is never focused. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div
        id={`${id}-people`}
        role="listbox"
        aria-label={t('composer.people')}
        hidden={offered.length === 0}
        className="absolute inset-x-2 top-full z-20 rounded-card border border-line bg-raised p-1 shadow-float"
      >
        {offered.map((user, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={user.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === current}
            className={cn('flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2 touch:min-h-11', index === current && 'bg-hover')}
            onPointerMove={() => setActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(user.value)}
          >
            <Avatar name={user.label} size="sm" />
            <bdi>{user.label}</bdi>
          </div>
        ))}
      </div>
    </div>
  )
}
