import { useSyncExternalStore } from 'react'

/// Theme and density belong to the device, not to the person: kept in this browser and set on the root element.
export type Theme = 'system' | 'light' | 'dark' | 'contrast'
export type Density = 'compact' | 'cozy' | 'roomy'

const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const changed = () => {
  for (const listener of listeners) listener()
}
const root = () => document.documentElement

const readTheme = (): Theme => {
  const theme = root().dataset['theme']
  return theme === 'light' || theme === 'dark' || theme === 'contrast' ? theme : 'system'
}
const readDensity = (): Density => {
  const density = root().dataset['density']
  return density === 'compact' || density === 'roomy' ? density : 'cozy'
}

export function setTheme(theme: Theme): void {
  if (theme === 'system') {
    delete root().dataset['theme']
    localStorage.removeItem('sangam.theme')
  } else {
    root().dataset['theme'] = theme
    localStorage.setItem('sangam.theme', theme)
  }
  changed()
}

export function setDensity(density: Density): void {
  root().dataset['density'] = density
  localStorage.setItem('sangam.density', density)
  changed()
}

export const useTheme = () => useSyncExternalStore(subscribe, readTheme)
export const useDensity = () => useSyncExternalStore(subscribe, readDensity)
