import { type ReactNode, useMemo } from 'react'
import type { Person } from '@/api/types'
import { cn } from '@/ui/cn'
import { LOOK } from './look'
import { parse, type Run } from './markdown'
import { pieces } from './mentions'

type Props = { text: string; people?: readonly Person[]; className?: string; after?: ReactNode }

/// What was written with marks, as elements and never as HTML. Addresses of the web are links also where nobody made them
/// one.
/// @param after stands behind the last words
export function RichText({ text, people = [], className, after }: Props) {
  const blocks = useMemo(() => parse(text), [text])
  const words = (runs: readonly Run[]) => runs.map((run, i) => <Marked key={i} run={run} people={people} />)
  const last = blocks.at(-1)
  return (
    <div className={cn('flex flex-col gap-2 [overflow-wrap:anywhere]', className)}>
      {blocks.map((block, i) => {
        switch (block.is) {
          case 'text':
            return (
              <p key={i} dir="auto" className="whitespace-pre-line">
                {words(block.runs)}
                {block === last && after}
              </p>
            )
          case 'bullets':
            return (
              <ul key={i} dir="auto" className={LOOK.bullets}>
                <Items items={block.items} words={words} />
              </ul>
            )
          case 'numbers':
            return (
              <ol key={i} dir="auto" start={block.start} className={LOOK.numbers}>
                <Items items={block.items} words={words} />
              </ol>
            )
          case 'quote':
            return (
              <blockquote key={i} className={LOOK.quote}>
                {block.paragraphs.map((runs, paragraph) => (
                  <p key={paragraph} dir="auto" className="whitespace-pre-line">
                    {words(runs)}
                  </p>
                ))}
              </blockquote>
            )
        }
      })}
      {last?.is !== 'text' && after}
    </div>
  )
}

const Items = ({ items, words }: { items: readonly Run[][]; words: (runs: readonly Run[]) => ReactNode }) =>
  items.map((item, i) => (
    <li key={i} className="whitespace-pre-line">
      {words(item)}
    </li>
  ))

function Marked({ run, people }: { run: Run; people: readonly Person[] }) {
  if (run.code) return <code className={LOOK.code}>{run.text}</code>
  let shown: ReactNode = run.href === undefined ? <Named text={run.text} people={people} /> : <Away href={run.href}>{run.text}</Away>
  if (run.strike) shown = <s>{shown}</s>
  if (run.italic) shown = <em>{shown}</em>
  if (run.bold) shown = <strong className={LOOK.bold}>{shown}</strong>
  return shown
}

const Named = ({ text, people }: { text: string; people: readonly Person[] }) =>
  pieces(text, people).map((piece, i) =>
    piece.person ? (
      <span key={i} className="rounded-chip bg-soft px-0.5 font-medium text-soft-ink">
        {piece.text}
      </span>
    ) : (
      <Linked key={i} text={piece.text} />
    ),
  )

const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,:;!?'()[\]*~])/i

const Linked = ({ text }: { text: string }) => text.split(ADDRESS).map((part, i) => (i % 2 === 1 ? <Away key={i} href={part}>{part}</Away> : part))

const Away = ({ href, children }: { href: string; children: string }) => (
  <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={LOOK.link} {...(href === children ? {} : { title: href })}>
    {children}
  </a>
)
