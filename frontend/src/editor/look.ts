/// How the marks look, while one writes and when one reads.
export const LOOK = {
  bullets: 'list-disc ps-5',
  numbers: 'list-decimal ps-6',
  quote: 'flex flex-col gap-2 border-s-2 border-line-strong ps-3 text-ink-2',
  bold: 'font-semibold',
  code: 'rounded-chip bg-surface-2 px-1 font-mono text-12',
  link: 'text-accent underline',
}
