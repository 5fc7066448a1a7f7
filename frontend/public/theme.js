// Runs before the first paint so that a dark screen never flashes white and nothing changes sides. A file, not inline: the content security
// policy allows no inline script.
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
