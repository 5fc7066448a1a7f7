import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'
import '@/i18n/t'
import { fetchFrames } from '@/ui/Dialog'
import { fetchPart } from '@/ui/Popover'
import { forgetAll } from '@/ui/toast'

// A test shows parts of pages: the words of all of them.
import.meta.glob('../i18n/packs/*.ts', { eager: true })

// Else every test would wait for its first dialog, and press keys before its first panel is there.
await fetchFrames()
await fetchPart()

afterEach(() => {
  cleanup()
  localStorage.clear()
  forgetAll()
})
