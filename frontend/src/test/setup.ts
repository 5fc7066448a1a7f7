import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'
import '@/i18n/t'
import { forgetAll } from '@/ui/toast'

// A test shows parts of pages: the words of all of them.
import.meta.glob('../i18n/packs/*.ts', { eager: true })

afterEach(() => {
  cleanup()
  localStorage.clear()
  forgetAll()
})
