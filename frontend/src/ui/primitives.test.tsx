import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useRef, useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { violations } from '@/test/axe'
import { Avatar } from './Avatar'
import { StatusPill } from './Badge'
import { Button, IconButton } from './Button'
import { Checkbox, Switch } from './Checkbox'
import { Dialog, Sheet } from './Dialog'
import { EmptyState } from './EmptyState'
import { Field } from './Field'
import { Input, TextArea } from './Input'
import { Menu, MenuChoice, MenuItem } from './Menu'
import { PasswordInput } from './PasswordInput'
import { ProblemAlert } from './ProblemAlert'
import { MultiSelect, Select } from './Select'
import { Tabs } from './Tabs'
import { Toaster } from './Toaster'
import { toast } from './toast'
import { UserPicker } from './UserPicker'

const COLOURS = [
  { value: 'red', label: 'Red' },
  { value: 'green', label: 'Green' },
  { value: 'blue', label: 'Blue' },
]
const PEOPLE = [
  { id: 'u1', name: 'Ada Example' },
  { id: 'u2', name: 'Émile Sample', active: false },
]

describe('primitives', () => {
  it('have no accessibility violation', async () => {
    render(
      <>
        <main>
          <h1>Gallery</h1>
          <Button icon={<svg aria-hidden="true" />}>Save</Button>
          <Button busy>Saving</Button>
          <IconButton label="Close">
            <svg aria-hidden="true" />
          </IconButton>
          <Field label="Name" hint="As on the card" error="This is needed.">
            <Input />
          </Field>
          <Field label="Note" optional>
            <TextArea />
          </Field>
          <Field label="Password">
            <PasswordInput autoComplete="new-password" value="" onChange={() => undefined} />
          </Field>
          <Field label="Colour">
            <Select label="Colour" options={COLOURS} value="red" clearable onChange={() => undefined} />
          </Field>
          <MultiSelect label="Colours" options={COLOURS} value={['red', 'blue']} onChange={() => undefined} />
          <UserPicker label="Owner" users={PEOPLE} value="u1" onChange={() => undefined} />
          <Checkbox label="Agree" />
          <Switch label="Available" checked readOnly />
          <StatusPill label="Won" color="ok" />
          <Avatar name="Ada Example" />
          <Tabs
            label="Parts"
            value="a"
            onChange={() => undefined}
            tabs={[
              { value: 'a', label: 'First', content: 'One' },
              { value: 'b', label: 'Second', count: 2, content: 'Two' },
            ]}
          />
          <EmptyState kind="first" title="Nothing yet" text="Add one." action={<Button>Add</Button>} />
          <ProblemAlert error={new Problem(503, {})} onRetry={() => undefined} />
        </main>
        <Toaster />
      </>,
    )
    toast('Saved', { undo: () => undefined })

    expect(await violations()).toEqual([])
  })

  it.each([
    ['dialog', Dialog],
    ['sheet', Sheet],
  ])('names an open %s and starts at its first field', async (_, Panel) => {
    render(
      <Panel open onOpenChange={() => undefined} title="New lead" footer={<Button>Create</Button>}>
        <Field label="Name">
          <Input />
        </Field>
      </Panel>,
    )

    expect(await violations(screen.getByRole('dialog', { name: 'New lead' }))).toEqual([])
    expect(document.activeElement).toBe(screen.getByLabelText('Name'))
  })

  it('ties a field to its hint and its error', () => {
    render(
      <Field label="Phone" hint="With country code" error="This is no phone number.">
        <Input />
      </Field>,
    )

    const input = screen.getByLabelText('Phone')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    const described = (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent)
    expect(described).toEqual(['With country code', 'This is no phone number.'])
  })

  it('picks from a select by typing', async () => {
    const user = userEvent.setup()
    const picked = vi.fn<(value: string | null) => void>()
    render(<Select label="Colour" options={COLOURS} value={null} onChange={picked} />)

    screen.getByRole('combobox', { name: 'Colour' }).focus()
    await user.keyboard('{ArrowDown}bl{Enter}')

    expect(picked).toHaveBeenCalledWith('blue')
    expect(await violations()).toEqual([])
  })

  it('keeps a person who left visible but does not offer them to others', async () => {
    const user = userEvent.setup()
    const Picker = () => {
      const [value, setValue] = useState<string | null>('u1')
      return <UserPicker label="Owner" users={PEOPLE} value={value} onChange={setValue} />
    }
    render(<Picker />)

    await user.click(screen.getByRole('combobox', { name: 'Owner' }))

    expect(screen.getAllByRole('option').map((o) => o.textContent)).toEqual(['Ada Example'])
  })

  it('opens a menu by keyboard and says which choice is made', async () => {
    const user = userEvent.setup()
    const chosen = vi.fn<(value: string) => void>()
    render(
      <Menu trigger={<button type="button">Options</button>}>
        <MenuItem onSelect={() => undefined}>Profile</MenuItem>
        <MenuChoice label="Theme" value="dark" options={[{ value: 'dark', label: 'Dark' }, { value: 'light', label: 'Light' }]} onChange={chosen} />
      </Menu>,
    )

    screen.getByRole('button').focus()
    await user.keyboard('{Enter}')
    expect((await screen.findByRole('menuitemradio', { name: 'Dark' })).getAttribute('aria-checked')).toBe('true')
    await user.keyboard('{End}{Enter}')

    expect(chosen).toHaveBeenCalledWith('light')
  })

  it('lead the focus back to where a dialog was opened from, unless it went on', async () => {
    const Page = () => {
      const [open, setOpen] = useState(false)
      const next = useRef<HTMLButtonElement>(null)
      return (
        <>
          <button type="button" onKeyDown={(event) => event.key === '?' && setOpen(true)}>
            Row
          </button>
          <button ref={next} type="button">
            Next
          </button>
          <Dialog open={open} onOpenChange={setOpen} title="Keys">
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <input autoFocus aria-label="Find" />
            <Button
              onClick={() => {
                setOpen(false)
                setTimeout(() => next.current?.focus())
              }}
            >
              Go on
            </Button>
          </Dialog>
        </>
      )
    }
    render(<Page />)
    const row = screen.getByRole('button', { name: 'Row' })
    row.focus()
    await userEvent.keyboard('?')
    expect(document.activeElement).toBe(screen.getByLabelText('Find'))
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(document.activeElement).toBe(row))

    await userEvent.keyboard('?')
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Next' })))
  })

  it('undoes from the message, once', async () => {
    const user = userEvent.setup()
    const undone = vi.fn<() => Promise<void>>(() => Promise.resolve())
    render(<Toaster />)
    toast('Lead deleted', { undo: undone })

    await user.click(await screen.findByRole('button', { name: 'Undo' }))

    expect(undone).toHaveBeenCalledTimes(1)
    expect(screen.queryByText('Lead deleted')).toBeNull()
  })

  it('says what to do when the server is away, and lists complaints no field shows', () => {
    const error = new Problem(422, {
      code: 'VALIDATION_FAILED',
      errors: [
        { pointer: '/email', code: 'INVALID', message: 'is not an address' },
        { pointer: '/source', code: 'INVALID', message: 'is unknown' },
      ],
    })
    render(<ProblemAlert error={error} fields={['email']} />)

    expect(screen.getByRole('alert').textContent).toContain('source: is unknown')
    expect(screen.getByRole('alert').textContent).not.toContain('is not an address')
  })
})
