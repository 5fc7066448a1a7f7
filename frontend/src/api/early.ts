declare global {
  interface Window {
    sangamEarly?: { tokens?: Promise<Response>; me?: Promise<Response | null> }
  }
}

/// After that the page has been there for long, and what was asked at its beginning may no longer be so.
const FRESH_MS = 15_000

/// What `public/early.js` has asked for while the application was on its way, once; null when there is no answer.
export async function early(what: 'tokens' | 'me'): Promise<Response | null> {
  const asked = window.sangamEarly?.[what]
  if (asked === undefined || performance.now() > FRESH_MS) return null
  delete window.sangamEarly?.[what]
  return asked.catch(() => null)
}
