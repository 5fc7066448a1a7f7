import { describe, expect, it } from 'vitest'
import { targetOf } from './target'

describe('where to go after signing in', () => {
  it('goes on to the page that was asked for', () => {
    expect(targetOf({ to: '/leads?view=v1' })).toEqual({ to: '/leads?view=v1' })
  })

  it.each(['https://evil.example.com', '//evil.example.com', '/\\evil.example.com', 'leads', '', 7, undefined])('never leaves the app: %s', (to) => {
    expect(targetOf({ to })).toEqual({})
  })
})
