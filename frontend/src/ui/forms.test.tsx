import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { violations } from '@/test/axe'
import { ConflictNotice } from './ConflictNotice'
import { Field } from './Field'
import { FormDialog } from './FormDialog'
import { Input } from './Input'
import { SecretOnce } from './SecretOnce'
import { Segmented } from './Segmented'
import { required, useForm } from './useForm'

const refusal = (code: string, errors: { pointer: string; code: string; message: string }[] = []) => new Problem(422, { code, errors })

function Form({ error = null, onSave = () => {}, onClose = () => {} }: { error?: unknown; onSave?: () => void; onClose?: () => void }) {
  const form = useForm({ name: '', email: 'a@example.com' }, { error, codes: { EMAIL_TAKEN: 'email' }, checks: { name: required('Enter a name.') } })
  return (
    <FormDialog title="New user" dirty={form.dirty} submit="Create" onSubmit={() => form.check() && onSave()} onClose={onClose}>
      <Field label="Name" {...form.field('name')}>
        <Input value={form.values.name} onChange={(e) => form.set('name', e.target.value)} />
      </Field>
      <Field label="E-mail" {...form.field('email')}>
        <Input value={form.values.email} onChange={(e) => form.set('email', e.target.value)} />
      </Field>
    </FormDialog>
  )
}

describe('forms', () => {
  it('judge a field when it is left, and from then on while it changes', async () => {
    const user = userEvent.setup()
    render(<Form />)
    expect(screen.queryByText('Enter a name.')).toBeNull()
    await user.click(screen.getByLabelText('Name'))
    await user.tab()
    expect(screen.getByText('Enter a name.')).toBeTruthy()
    await user.type(screen.getByLabelText('Name'), 'A')
    expect(screen.queryByText('Enter a name.')).toBeNull()
  })

  it('judge everything before sending, and send with Mod+Enter', async () => {
    const user = userEvent.setup()
    const onSave = vi.fn()
    render(<Form onSave={onSave} />)
    screen.getByLabelText('E-mail').focus()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(onSave).not.toHaveBeenCalled()
    expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true')
    await user.type(screen.getByLabelText('Name'), 'Ada')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(onSave).toHaveBeenCalledOnce()
    expect(await violations(screen.getByRole('dialog'))).toEqual([])
  })

  it('show what the server refused at the field, until the field changes', async () => {
    const user = userEvent.setup()
    render(<Form error={refusal('VALIDATION_FAILED', [{ pointer: '/email', code: 'EMAIL_INVALID', message: 'This is not an e-mail address' }])} />)
    expect(screen.getByText('This is not an e-mail address')).toBeTruthy()
    await user.type(screen.getByLabelText('E-mail'), 'x')
    expect(screen.queryByText('This is not an e-mail address')).toBeNull()
  })

  it('place a refusal that names no field', () => {
    render(<Form error={refusal('EMAIL_TAKEN')} />)
    expect(screen.getByLabelText('E-mail').getAttribute('aria-invalid')).toBe('true')
  })

  it('close at once when nothing was typed, and ask otherwise', async () => {
    const user = userEvent.setup()
    const onClose = vi.fn()
    const { unmount } = render(<Form onClose={onClose} />)
    await user.keyboard('{Escape}')
    expect(onClose).toHaveBeenCalledOnce()
    unmount()

    render(<Form onClose={onClose} />)
    await user.type(screen.getByLabelText('Name'), 'Ada')
    await user.keyboard('{Escape}')
    expect(onClose).toHaveBeenCalledOnce()
    await user.click(screen.getByRole('button', { name: 'Keep editing' }))
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Ada')
    await user.keyboard('{Escape}')
    await user.click(screen.getByRole('button', { name: 'Leave without saving' }))
    expect(onClose).toHaveBeenCalledTimes(2)
  })

  it('let the person decide whose version stays', async () => {
    const user = userEvent.setup()
    const onMine = vi.fn()
    const onTheirs = vi.fn()
    render(<ConflictNotice error={new Problem(409, { code: 'VERSION_CONFLICT', current: { id: 'x', version: 7 } })} onMine={onMine} onTheirs={onTheirs} />)
    await user.click(screen.getByRole('button', { name: 'Save mine over it' }))
    await user.click(screen.getByRole('button', { name: 'Load theirs' }))
    expect(onMine).toHaveBeenCalledWith(7)
    expect(onTheirs).toHaveBeenCalledOnce()
  })
})

describe('controls', () => {
  it('choose among a few with the keyboard', async () => {
    const user = userEvent.setup()
    const Choice = () => {
      const [value, setValue] = useState<'a' | 'b'>('a')
      return <Segmented label="Which" value={value} options={[{ value: 'a', label: 'First' }, { value: 'b', label: 'Second' }]} onChange={setValue} />
    }
    render(<Choice />)
    await user.click(screen.getByLabelText('Second'))
    expect(screen.getByLabelText<HTMLInputElement>('Second').checked).toBe(true)
    expect(await violations()).toEqual([])
  })

  it('copy a secret and say so', async () => {
    const user = userEvent.setup()
    render(<SecretOnce label="One-time password" secret="mfK9hCqvyjj6HgKq" />)
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    expect(await navigator.clipboard.readText()).toBe('mfK9hCqvyjj6HgKq')
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy()
    expect(screen.getByText(/shown only now/)).toBeTruthy()
  })
})
