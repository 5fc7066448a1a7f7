import { Problem } from './problem'

/// An answer as a file, and how much of it is here already. A connection that is cut gives no file: a part must never
/// pass for the whole.
export async function received(response: Response, onProgress: (bytes: number) => void): Promise<{ file: Blob; name: string }> {
  if (response.body === null) throw new Problem(0, { code: CUT })
  const parts: BlobPart[] = []
  let bytes = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw new Problem(0, { code: CUT })
    })
    if (done) break
    parts.push(value)
    bytes += value.byteLength
    onProgress(bytes)
  }
  const type = response.headers.get('content-type') ?? 'application/octet-stream'
  return { file: new Blob(parts, { type }), name: nameOf(response.headers.get('content-disposition')) }
}

export const CUT = 'EXPORT_CUT'

/// Our file names need no quoting rules: letters, digits, `-`, `_` and dots.
const nameOf = (disposition: string | null): string => /filename="?([\w.-]+)"?/.exec(disposition ?? '')?.[1] ?? 'export'

/// What a click on a link to a file does.
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
