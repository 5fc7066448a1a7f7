import '@/i18n/packs/dock'
import '@/i18n/packs/recordPage'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { BellOff, X } from 'lucide-react'
import { useState } from 'react'
import { setMuted } from '@/api/noticeSettings'
import { markRead, notificationsQuery } from '@/api/notifications'
import { directoryQuery, metaQuery, pathOf, recordQuery } from '@/api/records'
import type { ObjectMeta } from '@/api/types'
import { useMe } from '@/api/useMe'
import { plain } from '@/editor/markdown'
import { mentionedIn } from '@/editor/mentions'
import { RichField } from '@/editor/RichField'
import { RichText } from '@/editor/RichText'
import { t } from '@/i18n/t'
import { recordHref } from '@/record/links'
import { addComment, timelineQuery } from '@/record/timeline/timeline'
import { Button, IconButton } from '@/ui/Button'
import { Kbd } from '@/ui/Kbd'
import { ProblemAlert } from '@/ui/ProblemAlert'
import { RelativeTime } from '@/ui/RelativeTime'
import { Skeleton } from '@/ui/Skeleton'
import { toast } from '@/ui/toast'
import { dock, type Talk, useDock } from './dock'

const SHOWN = 3

/// What colleagues just wrote to the reader, answered without leaving the page.
export function CommentDock({ onOpen }: { onOpen: (path: string) => void }) {
  const talks = useDock()
  return (
    <aside
      aria-label={t('dock.title')}
      className="pointer-events-none fixed inset-x-2 bottom-[calc(64px+env(safe-area-inset-bottom))] z-40 flex flex-col items-end gap-2 sm:inset-x-auto sm:end-4 sm:bottom-4"
    >
      {talks.map((talk) => (
        <Conversation key={talk.id} talk={talk} onOpen={onOpen} />
      ))}
    </aside>
  )
}

function Conversation({ talk, onOpen }: { talk: Talk; onOpen: (path: string) => void }) {
  const { data: meta } = useQuery(metaQuery(talk.object))
  const close = () => dock.close(talk.id)
  const href = recordHref(talk.object, talk.id)
  return (
    <section aria-label={talk.title} className="pointer-events-auto flex w-full flex-col rounded-sheet border border-line bg-raised shadow-float sm:w-80">
      <header className="flex items-center gap-1 border-b border-line ps-3">
        <h2 className="min-w-0 flex-1 truncate font-medium">
          {href === null ? (
            <bdi>{talk.title}</bdi>
          ) : (
            <a
              href={href}
              className="hover:underline"
              onClick={(event) => {
                event.preventDefault()
                read(talk)
                close()
                onOpen(href)
              }}
            >
              <bdi>{talk.title}</bdi>
            </a>
          )}
        </h2>
        <MuteButton talk={talk} />
        <IconButton label={t('dock.close')} size="sm" onClick={close}>
          <X size={14} aria-hidden />
        </IconButton>
      </header>
      {meta ? <Words meta={meta} talk={talk} /> : <Skeleton className="m-3 h-10" />}
    </section>
  )
}

function Words({ meta, talk }: { meta: ObjectMeta; talk: Talk }) {
  const me = useMe()
  const path = pathOf(meta)
  const feed = useInfiniteQuery(timelineQuery(meta.key, path, talk.id, 'remarks'))
  const { data: record } = useQuery(recordQuery(meta.key, path, talk.id))
  const remarks = feed.data?.pages[0]?.entries.slice(0, SHOWN).toReversed()
  return (
    <>
      <ol className="flex max-h-60 flex-col gap-2 overflow-y-auto p-3" aria-live="polite">
        {feed.error !== null && (
          <li>
            <ProblemAlert error={feed.error} onRetry={() => void feed.refetch()} />
          </li>
        )}
        {remarks === undefined && feed.error === null && <Skeleton className="h-10" />}
        {remarks?.map((entry) => (
          <li key={entry.id} className="[overflow-wrap:anywhere]">
            <p className="text-12 text-ink-3">
              <bdi className="font-medium text-ink-2">{entry.actor?.id === me.user.id ? t('dock.you') : (entry.actor?.name ?? t('timeline.system'))}</bdi> · <RelativeTime at={entry.at} />
            </p>
            <RichText text={entry.data.text ?? t('timeline.remarkGone')} people={entry.data.mentions ?? []} />
          </li>
        ))}
      </ol>
      {record?.can?.update && <Reply meta={meta} path={path} talk={talk} />}
    </>
  )
}

function Reply({ meta, path, talk }: { meta: ObjectMeta; path: string; talk: Talk }) {
  const queries = useQueryClient()
  const { data: users = [] } = useQuery(directoryQuery)
  const [text, setText] = useState('')
  const send = useMutation({
    mutationFn: ({ words, key }: { words: string; key: string }) => addComment(path, talk.id, words, mentionedIn(plain(words), users).map((user) => user.id), key),
    meta: { shown: true },
    onSuccess: () => {
      setText('')
      read(talk)
      void queries.invalidateQueries({ queryKey: notificationsQuery.queryKey })
      void queries.invalidateQueries({ queryKey: [meta.key, 'timeline', talk.id] })
    },
  })
  const submit = (written: string) => {
    const words = written.trim()
    if (words !== '' && !send.isPending) send.mutate({ words, key: crypto.randomUUID() })
  }
  return (
    <form
      className="border-t border-line"
      onSubmit={(event) => {
        event.preventDefault()
        submit(text)
      }}
    >
      <ProblemAlert error={send.error} />
      <RichField
        label={t('dock.reply.to', { title: talk.title })}
        placeholder={t('dock.reply')}
        value={text}
        users={users}
        rows={text === '' ? 1 : 2}
        onChange={setText}
        onSubmit={submit}
        onEscape={() => dock.close(talk.id)}
      />
      {text !== '' && (
        <div className="flex items-center justify-end gap-2 px-2 pb-2">
          <span className="hidden text-12 text-ink-3 sm:inline">
            <Kbd keys="Mod+Enter" />
          </span>
          <Button type="submit" size="sm" variant="primary" busy={send.isPending}>
            {t('dock.send')}
          </Button>
        </div>
      )}
    </form>
  )
}

function MuteButton({ talk }: { talk: Talk }) {
  const mute = useMutation({
    mutationFn: (on: boolean) => setMuted(talk.object, talk.id, on),
    onSuccess: () => {
      dock.close(talk.id)
      toast(t('dock.muted', { title: talk.title }), { undo: () => setMuted(talk.object, talk.id, false) })
    },
  })
  return (
    <IconButton label={t('dock.mute')} size="sm" onClick={() => mute.mutate(true)}>
      <BellOff size={14} aria-hidden />
    </IconButton>
  )
}

/// Whoever answered, or went there, has read it. No matter if it can't be told now.
function read(talk: Talk): void {
  for (const notice of talk.notices) void markRead(notice).catch(() => undefined)
}
