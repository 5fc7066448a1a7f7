import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { violations } from '@/test/axe'
import { FakeServer } from '@/test/server'
import { OfferPage } from './OfferPage'

const server = new FakeServer()
const offer = {
  company: 'Acme Traders',
  number: 'PRO-2026-00007',
  revision: 2,
  title: '50 users',
  status: 'sent',
  intro: 'Dear Meera',
  terms: null,
  currency: 'INR',
  discount: '0',
  lines: [{ id: 'l1', text: 'Plan <b>', unit: 'users', quantity: '50', unitPrice: '19.99', discount: '10', tax: '18', net: '899.55', taxAmount: '161.92', total: '1061.47' }],
  sums: { gross: '999.50', saved: '99.95', net: '899.55', tax: '161.92', total: '1061.47', largestDiscount: '10.00' },
  validUntil: '2026-12-27',
  decidedAt: null,
  decidedName: null,
}

function shown() {
  window.history.replaceState(null, '', '/p#pp_secret')
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <OfferPage />
    </QueryClientProvider>,
  )
}

describe('deciding on a proposal by a link', () => {
  beforeEach(() => server.install())

  it('shows what is offered and accepts it by a name', async () => {
    const sent: unknown[] = []
    server.on('POST', '/public/proposals/link', () => ({ data: offer }))
    server.on('POST', '/public/proposals/accept', ({ body }) => {
      sent.push(body)
      return { data: { ...offer, status: 'accepted', decidedName: 'Meera Nair', decidedAt: '2026-11-27T10:00:00Z' } }
    })
    shown()

    expect(await screen.findByText('Plan <b>')).toBeTruthy()
    expect(window.location.hash).toBe('')
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }))
    expect(screen.getByText('Write your name to accept.')).toBeTruthy()
    await userEvent.type(screen.getByLabelText('Your name'), ' Meera Nair ')
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }))

    expect((await screen.findByRole('status')).textContent).toContain('Meera Nair accepted this')
    expect(sent).toEqual([{ token: 'pp_secret', name: 'Meera Nair' }])
  })

  it('declines with a reason', async () => {
    const sent: unknown[] = []
    server.on('POST', '/public/proposals/link', () => ({ data: offer }))
    server.on('POST', '/public/proposals/decline', ({ body }) => {
      sent.push(body)
      return { data: { ...offer, status: 'rejected', decidedAt: '2026-11-27T10:00:00Z' } }
    })
    shown()

    await userEvent.click(await screen.findByRole('button', { name: 'Decline instead' }))
    await userEvent.type(screen.getByLabelText('Why not?'), 'Too expensive')
    expect(await violations()).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Decline' }))

    expect((await screen.findByRole('status')).textContent).toContain('declined')
    expect(sent).toEqual([{ token: 'pp_secret', name: null, reason: 'Too expensive' }])
  })

  it.each(['EXPIRED', 'SUPERSEDED', 'WITHDRAWN', 'UNKNOWN'])('says kindly that the link is %s', async (end) => {
    server.on('POST', '/public/proposals/link', () => ({ problem: { status: 422, code: `PROPOSAL_LINK_${end}`, detail: 'Over' } }))
    shown()

    expect(await screen.findByRole('heading', { name: 'This link no longer works' })).toBeTruthy()
    expect(screen.queryByText('Plan <b>')).toBeNull()
  })
})
