import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { Field } from '@/ui/Field'
import { FormSheet } from '@/ui/FormSheet'
import { Input } from '@/ui/Input'
import { toastStore } from '@/ui/toast'
import { required, useForm } from '@/ui/useForm'
import { useSave } from './useSave'

type Wish = { name: string }

function show(send: (wish: Wish, version: number) => Promise<Wish>) {
  const onClose = vi.fn()
  const reload = vi.fn()
  const Sheet = () => {
    const saving = useSave({ send, said: ({ name }) => `${name} is kept`, reload, onClose })
    const form = useForm({ name: '' }, { error: saving.error, checks: { name: required('Give it a name.') } })
    return (
      <FormSheet title="Boat" submit="Save" form={form} saving={saving} version={3} wish={() => form.values} onClose={onClose}>
        <Field label="Name" {...form.field('name')}>
          <Input value={form.values.name} onChange={(e) => form.set('name', e.target.value)} />
        </Field>
      </FormSheet>
    )
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Sheet />
    </QueryClientProvider>,
  )
  return { onClose, reload }
}

describe('a sheet that saves', () => {
  it('sends nothing that lacks something, then what was typed with the version that was read', async () => {
    const send = vi.fn((wish: Wish) => Promise.resolve(wish))
    const { onClose, reload } = show(send)

    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText('Give it a name.')).toBeTruthy()
    expect(send).not.toHaveBeenCalled()
    await userEvent.type(screen.getByLabelText('Name'), 'Swan')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')

    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(send).toHaveBeenCalledWith({ name: 'Swan' }, 3)
    expect(reload).toHaveBeenCalled()
    expect(toastStore.get().at(-1)?.text).toBe('Swan is kept')
  })

  it('keeps the draft through a clash and puts it on top when asked to', async () => {
    const send = vi
      .fn<(wish: Wish, version: number) => Promise<Wish>>()
      .mockRejectedValueOnce(new Problem(409, { code: 'VERSION_CONFLICT', current: { id: 'b1', version: 7 } }))
      .mockResolvedValueOnce({ name: 'Swan' })
    const { onClose } = show(send)

    await userEvent.type(screen.getByLabelText('Name'), 'Swan{Enter}')
    await userEvent.click(await screen.findByRole('button', { name: 'Save mine over it' }))

    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(send).toHaveBeenLastCalledWith({ name: 'Swan' }, 7)
  })

  it('shows a refusal at its field, where the sheet is still open', async () => {
    const { onClose } = show(() => Promise.reject(new Problem(422, { code: 'VALIDATION_FAILED', errors: [{ pointer: '/name', code: 'NAME_TAKEN', message: 'Another boat has this name.' }] })))

    await userEvent.type(screen.getByLabelText('Name'), 'Swan{Enter}')

    expect(await screen.findByText('Another boat has this name.')).toBeTruthy()
    expect(onClose).not.toHaveBeenCalled()
  })
})
