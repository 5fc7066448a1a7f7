import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import { violations } from '@/test/axe'
import { FakeServer } from '@/test/server'
import { SecondStep } from './SecondStep'

const server = new FakeServer()
const step = { challenge: 's2_abc', methods: ['authenticator' as const, 'recovery_code' as const], expiresIn: 300 }

function open() {
  const onDone = vi.fn()
  const onBack = vi.fn()
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <SecondStep step={step} onDone={onDone} onBack={onBack} />
    </QueryClientProvider>,
  )
  return { onDone, onBack, container }
}

describe('the second step of signing in', () => {
  beforeEach(() => server.install())

  it('signs in with a code that fits', async () => {
    server.on('POST', '/auth/login/second-factor', () => ({ data: { accessToken: 'a', expiresIn: 900, mustChangePassword: false } }))
    const { onDone, container } = open()
    expect(await violations(container)).toEqual([])

    await userEvent.type(screen.getByLabelText('Code'), ' 123456 ')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))

    await waitFor(() => expect(onDone).toHaveBeenCalled())
    expect(server.sent('POST', '/auth/login/second-factor')[0]?.body).toEqual({ challenge: 's2_abc', code: '123456' })
    expect(session.state()).toBe('signedIn')
  })

  it('says what is wrong and asks anew, and sends nothing without a code', async () => {
    server.on('POST', '/auth/login/second-factor', () => ({ problem: { status: 422, code: 'SECOND_FACTOR_WRONG' } }))
    const { onDone } = open()

    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(screen.getByText('Type the code.')).toBeTruthy()
    expect(server.sent('POST', '/auth/login/second-factor')).toHaveLength(0)
    await userEvent.type(screen.getByLabelText('Code'), '000000{Enter}')

    expect(await screen.findByText(/This code does not fit/)).toBeTruthy()
    expect((screen.getByLabelText('Code') as HTMLInputElement).value).toBe('')
    expect(onDone).not.toHaveBeenCalled()
  })
})
