/// What the browser itself shows while the app is open behind something else. Belongs to this device: the person allows
/// it here by a click, and can stop it here.
export type PopUps = 'on' | 'off' | 'denied' | 'unsupported'

const KEY = 'sangam.popUps'

export function popUps(): PopUps {
  if (typeof Notification === 'undefined') return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  return Notification.permission === 'granted' && localStorage.getItem(KEY) === 'on' ? 'on' : 'off'
}

export async function allowPopUps(): Promise<PopUps> {
  if ((await Notification.requestPermission()) === 'granted') localStorage.setItem(KEY, 'on')
  return popUps()
}

export function stopPopUps(): PopUps {
  localStorage.removeItem(KEY)
  return popUps()
}

/// Only when nobody looks at the app: else its own message is enough.
export function popUp(id: string, text: string, open: (() => void) | null): void {
  if (popUps() !== 'on' || document.hasFocus()) return
  try {
    // several tabs show one
    const shown = new Notification('Sangam', { body: text, tag: id })
    shown.onclick = () => {
      window.focus()
      open?.()
      shown.close()
    }
  } catch {
    // some phones show notifications of service workers only
  }
}
