import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'
import '@/i18n/packs/assignment'
import '@/i18n/packs/leads'
import '@/i18n/packs/pipelines'
import '@/i18n/packs/roles'
import '@/i18n/packs/teams'
import '@/i18n/packs/users'
import '@/i18n/t'
import { forgetAll } from '@/ui/toast'

afterEach(() => {
  cleanup()
  localStorage.clear()
  forgetAll()
})
