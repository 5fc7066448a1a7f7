// Runs before the first paint and before the application is there. A file, not inline: the content security policy
// allows no inline script.

// A dark screen never flashes white and nothing changes sides.
;(() => {
  try {
    const root = document.documentElement
    const theme = localStorage.getItem('sangam.theme')
    if (theme === 'light' || theme === 'dark' || theme === 'contrast') root.dataset.theme = theme
    if (/^ar\b/.test(localStorage.getItem('sangam.locale') || '')) root.dir = 'rtl'
    root.dataset.density = localStorage.getItem('sangam.density') || 'cozy'
  } catch {
    /* storage may be blocked: follow the system */
  }
})()

// Who is signed in is asked while the application is still on its way. `src/api/early.ts` hands the answers over; what
// failed here is asked again there.
;(() => {
  try {
    if (localStorage.getItem('sangam.session') === null) return
  } catch {
    return
  }
  // Read to its end at once: on a page that asks nobody who he is, an answer nobody reads would never be done.
  const ask = async (address, options) => {
    const response = await fetch(address, options)
    return new Response((await response.text()) || null, { status: response.status, headers: response.headers })
  }
  const refresh = () =>
    ask('/api/v1/auth/refresh', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'X-Sangam-Client': 'web', 'Content-Type': 'application/json' },
      body: '{}',
    })
  // The lock of `src/api/session.ts`: two at once would look like a stolen token.
  const tokens = navigator.locks ? navigator.locks.request('sangam.refresh', refresh) : refresh()
  const me = tokens
    .then((response) => (response.ok ? response.clone().json() : null))
    .then((answer) => answer && ask('/api/v1/me', { headers: { 'X-Sangam-Client': 'web', Authorization: `Bearer ${answer.data.accessToken}` } }))
  for (const asked of [tokens, me]) asked.catch(() => undefined)
  window.sangamEarly = { tokens, me }
})()
