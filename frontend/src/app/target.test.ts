import { describe, expect, it } from 'vitest'
import { arrivalOf, targetOf } from './target'

describe('where to go after signing in', () => {
  it('goes on to the page that was asked for', () => {
    expect(targetOf({ to: '/leads?view=v1' })).toEqual({ to: '/leads?view=v1' })
  })

  it.each(['https://evil.example.com', '//evil.example.com', '/\\evil.example.com', 'leads', '', 7, undefined])('never leaves the app: %s', (to) => {
    expect(targetOf({ to })).toEqual({})
  })
})

describe('coming back from a provider', () => {
  it('hears how it ended, and nothing that is no code', () => {
    expect(arrivalOf({ sso: 'done', to: '/leads' })).toEqual({ sso: 'done', to: '/leads' })
    expect(arrivalOf({ sso: 'SSO_EXPIRED' })).toEqual({ sso: 'SSO_EXPIRED' })
    expect(arrivalOf({ sso: '<b>', to: 'https://evil.example.com' })).toEqual({})
  })
})
