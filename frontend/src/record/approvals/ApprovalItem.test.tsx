import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Approval } from '@/api/approvals'
import { meQuery } from '@/api/auth'
import { session } from '@/api/session'
import { violations } from '@/test/axe'
import { me } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { ApprovalItem } from './ApprovalItem'

const server = new FakeServer()
const approval: Approval = {
  id: 'a1',
  object: 'boat',
  record: 'b1',
  title: 'Swan',
  kind: 'status:won',
  label: 'Won',
  policy: 'Large deals',
  figures: { amount: { amount: '120000.00', currency: 'INR' } },
  askedBy: { id: 'u2', name: 'Ben Bose' },
  askedAt: '2026-11-20T12:00:00Z',
  note: 'Paid in advance',
  steps: [{ approver: { type: 'manager' } }, { approver: { type: 'role', role: 'ADMIN' } }],
  step: 0,
  toAdministrators: false,
  approvers: [{ person: { id: me.user.id, name: me.user.name } }],
  mine: true,
  dueAt: null,
  status: 'pending',
  decidedAt: null,
  decidedBy: null,
  reason: null,
  decisions: [],
}

const show = (over: Partial<Approval> = {}) => {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  queries.setQueryData(meQuery.queryKey, me)
  return render(
    <QueryClientProvider client={queries}>
      <ul>
        <ApprovalItem approval={{ ...approval, ...over }} named />
      </ul>
    </QueryClientProvider>,
  )
}

describe('a request for approval', () => {
  beforeEach(() => {
    server.install()
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
  })

  it('says what for, and who decides now and then', async () => {
    const { container } = show()

    expect(screen.getByText('Move to Won')).toBeTruthy()
    expect(screen.getByText(/20,000/)).toBeTruthy()
    expect(screen.getByText(`Waits for ${me.user.name}`)).toBeTruthy()
    expect(screen.getByText('Then: Anybody with the role ADMIN')).toBeTruthy()
    expect(await violations(container)).toEqual([])
  })

  it('is approved at the step its reader saw', async () => {
    server.on('POST', '/approvals/a1/approve', () => ({ data: { ...approval, step: 1, mine: false } }))
    show()
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }))

    await waitFor(() => expect(server.sent('POST', '/approvals/a1/approve')[0]?.body).toEqual({ step: 0 }))
  })

  it('is rejected with a reason only, and says so when somebody was faster', async () => {
    server.on('POST', '/approvals/a1/reject', () => ({ problem: { status: 409, code: 'APPROVAL_DECIDED', detail: 'Somebody decided this meanwhile' } }))
    show()
    await userEvent.click(screen.getByRole('button', { name: 'Reject' }))
    const reject = screen.getByRole<HTMLButtonElement>('button', { name: 'Reject' })
    expect(reject.disabled).toBe(true)
    await userEvent.type(screen.getByLabelText('Why not'), 'Too long to pay')
    await userEvent.click(reject)

    await waitFor(() => expect(server.sent('POST', '/approvals/a1/reject')[0]?.body).toEqual({ step: 0, reason: 'Too long to pay' }))
    expect(await screen.findByRole('alert')).toBeTruthy()
  })

  it('is only looked at by others, and withdrawn by who asked', () => {
    show({ mine: false, askedBy: { id: me.user.id, name: me.user.name } })

    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Withdraw' })).toBeTruthy()
  })

  it('tells how it ended, and who gave it to whom', () => {
    show({
      status: 'lapsed',
      mine: false,
      reason: 'figures',
      decisions: [
        { step: 0, verb: 'delegated', person: { id: 'u3', name: 'Asha' }, to: { id: 'u4', name: 'Omar' }, at: '2026-11-20T13:00:00Z' },
        { step: 0, verb: 'approved', person: { id: 'u4', name: 'Omar' }, comment: 'Fine', at: '2026-11-20T14:00:00Z' },
      ],
    })

    expect(screen.getByText('Omar approved')).toBeTruthy()
    expect(screen.getByText('Asha gave this to Omar')).toBeTruthy()
    expect(screen.getByText("The record's figures changed since then.")).toBeTruthy()
  })
})
