import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { violations } from '@/test/axe'
import { FakeServer } from '@/test/server'
import { RatePage } from './RatePage'

const server = new FakeServer()
const asked = { company: 'Acme Traders', number: 'TKT-2026-00007', title: 'The scanner is silent', until: '2026-12-10T12:00:00Z', satisfaction: null, nps: null, remark: null }

function shown() {
  window.history.replaceState(null, '', '/rate#tr_secret')
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RatePage />
    </QueryClientProvider>,
  )
}

describe('rating a ticket by a link', () => {
  beforeEach(() => server.install())

  it('asks for a number, sends it and lets it be changed', async () => {
    const sent: unknown[] = []
    server.on('POST', '/public/ratings/link', () => ({ data: asked }))
    server.on('POST', '/public/ratings', ({ body }) => {
      sent.push(body)
      return { data: { ...asked, satisfaction: 4 } }
    })
    shown()

    expect(await screen.findByText('The scanner is silent')).toBeTruthy()
    expect(window.location.hash).toBe('')
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))
    expect(screen.getByRole('alert').textContent).toBe('Choose one to five.')
    await userEvent.click(within(screen.getByRole('radiogroup', { name: /^How satisfied/ })).getByRole('radio', { name: '4' }))
    await userEvent.click(screen.getByRole('radio', { name: '10' }))
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))

    expect((await screen.findByRole('status')).textContent).toBe('Thank you. You gave 4 of 5.')
    expect(sent).toEqual([{ token: 'tr_secret', satisfaction: 4, nps: 10, remark: null }])
    await userEvent.click(screen.getByRole('button', { name: 'Change it' }))
    expect(screen.getAllByRole<HTMLInputElement>('radio').filter(({ checked }) => checked)).toHaveLength(2)
  })

  it('says when the link no longer works', async () => {
    server.on('POST', '/public/ratings/link', () => ({ problem: { status: 422, code: 'RATING_LINK_ENDED', detail: 'Over' } }))
    shown()

    expect(await screen.findByRole('heading', { name: 'This link no longer works' })).toBeTruthy()
    expect(screen.getByText(/time to rate this request is over/)).toBeTruthy()
  })
})
