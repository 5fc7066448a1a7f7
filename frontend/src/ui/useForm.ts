import { useCallback, useState } from 'react'
import { isProblem } from '@/api/problem'
import { fieldProblem, problemText } from '@/api/problems'

/// What a value lacks, in words for the person typing; undefined when it is fine.
export type Checks<T> = { [K in keyof T]?: (value: T[K], all: T) => string | undefined }

type Options<T> = {
  checks?: Checks<T>
  /// The server's last answer; its complaints stand at their fields until those change.
  error?: unknown
  /// Refusals that name no field although they are about one.
  codes?: Record<string, keyof T & string>
}

/// The values of one form. A field is judged when it is left, and from then on with every change.
export function useForm<T extends Record<string, unknown>>(initial: T, { checks = {}, error, codes = {} }: Options<T> = {}) {
  const [start, setStart] = useState(initial)
  const [values, setValues] = useState(initial)
  const [left, setLeft] = useState<ReadonlySet<string>>(NONE)
  const [changed, setChanged] = useState<ReadonlySet<string>>(NONE)

  const complaint = (key: keyof T & string, judged = left.has(key)): string | undefined => {
    const own = judged ? checks[key]?.(values[key], values) : undefined
    if (own !== undefined || changed.has(key)) return own
    return isProblem(error) && codes[error.code] === key ? problemText(error) : fieldProblem(error, key)
  }
  const set = <K extends keyof T & string>(key: K, value: T[K]) => {
    setValues((all) => ({ ...all, [key]: value }))
    setChanged((keys) => new Set(keys).add(key))
  }
  const reset = useCallback((to: T) => {
    setStart(to)
    setValues(to)
    setLeft(NONE)
    setChanged(NONE)
  }, [])
  /// Judges everything; when something is wrong the focus goes to the first such field.
  const check = (): boolean => {
    const keys = Object.keys(values) as (keyof T & string)[]
    setLeft(new Set(keys))
    setChanged(NONE)
    const fine = keys.every((key) => checks[key]?.(values[key], values) === undefined)
    if (!fine) focusFirstInvalid()
    return fine
  }
  return {
    values,
    set,
    reset,
    check,
    dirty: JSON.stringify(values) !== JSON.stringify(start),
    /// What a `Field` spreads.
    field: (key: keyof T & string) => ({ error: complaint(key), onLeave: () => setLeft((keys) => new Set(keys).add(key)) }),
    /// True when the server's refusal stands at one of the fields and needs no words above the form.
    placed: isProblem(error) && codes[error.code] !== undefined,
  }
}

/// Once the complaints are on screen: the first one of the dialog in front, or of the page.
export function focusFirstInvalid(): void {
  requestAnimationFrame(() => {
    const front = [...document.querySelectorAll('[role=dialog]')].at(-1) ?? document
    front.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid]')?.focus()
  })
}

const NONE: ReadonlySet<string> = new Set()

export const required = (words: string) => (value: unknown) => (typeof value === 'string' ? value.trim() : value) ? undefined : words
