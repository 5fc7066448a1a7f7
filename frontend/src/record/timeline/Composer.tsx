import { useMutation, useQueryClient } from '@tanstack/react-query'
import { AtSign } from 'lucide-react'
import { type ComponentType, type RefObject, useRef, useState } from 'react'
import type { DirectoryUser } from '@/api/types'
import { useMe } from '@/api/useMe'
import { plain } from '@/editor/markdown'
import { mentionedIn } from '@/editor/mentions'
import { type FieldHandle, RichField } from '@/editor/RichField'
import { t } from '@/i18n/t'
import { Button, IconButton } from '@/ui/Button'
import { cn } from '@/ui/cn'
import { Kbd } from '@/ui/Kbd'
import type { ComposeProps, PanelProps } from '../page/kind'
import { sendOrKeep } from '../waiting/sendOrKeep'
import { addComment, PENDING, showAtOnce, takeAway } from './timeline'

type Props = { object: string; path: string; id: string; title: string; users: readonly DirectoryUser[]; field?: RefObject<FieldHandle | null>; beside?: BesideComposer }

/// What else helps to write.
export type BesideComposer = { Compose: ComponentType<ComposeProps>; panel: PanelProps }

/// Unsent remarks survive leaving the page and coming back, as long as the tab is open.
const drafts = new Map<string, string>()

export function Composer({ object, path, id, title, users, field, beside }: Props) {
  const me = useMe()
  const queries = useQueryClient()
  const own = useRef<FieldHandle>(null)
  const handle = field ?? own
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
  const submit = (written: string) => {
    const words = written.trim()
    if (words === '' || send.isPending) return
    send.mutate({ words, mentions: mentionedIn(plain(words), [...picked, ...users]) })
    setPicked([])
  }
  const open = focused || text !== ''
  const insert = (words: string) => {
    write(text.trim() === '' ? words : `${text.trimEnd()}\n\n${words}`)
    requestAnimationFrame(() => handle.current?.focus())
  }
  return (
    <div className={cn('print:hidden rounded-sheet border bg-raised transition-colors duration-120', focused ? 'border-accent' : 'border-line-strong')}>
      <RichField
        handle={handle}
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
            onClick={() => handle.current?.mention()}
          >
            <AtSign size={14} aria-hidden />
          </IconButton>
          {beside && <beside.Compose {...beside.panel} onInsert={insert} />}
          <span className="ms-auto hidden text-12 text-ink-3 sm:inline">
            <Kbd keys="Mod+Enter" />
          </span>
          <Button variant="primary" size="sm" disabled={text.trim() === ''} onMouseDown={(event) => event.preventDefault()} onClick={() => submit(text)}>
            {t('composer.send')}
          </Button>
        </div>
      )}
    </div>
  )
}
