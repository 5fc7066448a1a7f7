import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRef, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DirectoryUser } from '@/api/types'
import type { FieldHandle } from './RichField'

const USERS = [
  { id: 'meera', name: 'Meera Menon', active: true },
  { id: 'kabir', name: 'Kabir Rao', active: true },
  { id: 'mohan', name: 'Mohan Das', active: false },
] as unknown as DirectoryUser[]

const said = vi.fn<(text: string) => void>()
const picked = vi.fn<(user: DirectoryUser) => void>()
const sent = vi.fn()
const left = vi.fn()

/// Each test meets the field as a page does that was just opened: nothing of the editor is there.
async function field(begin = '', handle = createRef<FieldHandle>(), isSlow = false) {
  const { RichField } = await import('./RichField')
  const Page = () => {
    const [text, setText] = useState(begin)
    return (
      <>
        <RichField
          handle={handle}
          label="Remark"
          placeholder="Write"
          value={text}
          users={USERS}
          rows={2}
          onChange={(next) => {
            said(next)
            if (!isSlow) setText(next)
          }}
          onPick={picked}
          onSubmit={sent}
          onEscape={left}
        />
        <button type="button" onClick={() => setText((before) => `${before}\n\n- a canned **reply**`)}>
          Canned
        </button>
      </>
    )
  }
  render(<Page />)
  return { handle, user: userEvent.setup() }
}

const text = () => screen.getByRole('textbox', { name: 'Remark' })

const editorCame = () => waitFor(() => expect(text().tagName).toBe('DIV'), { timeout: 20_000 })

async function rich(begin = '') {
  const page = await field(begin)
  text().focus()
  await editorCame()
  return page
}

const key = (name: string, more: object = {}) => fireEvent.keyDown(text(), { key: name, code: name.length === 1 ? `Key${name.toUpperCase()}` : name, ...more })

beforeEach(() => {
  vi.resetModules()
})
afterEach(() => {
  cleanup()
  vi.doUnmock('./RichEditor')
  for (const each of [said, picked, sent, left]) each.mockReset()
})

describe('the field of a remark', () => {
  it.each([
    ['A new ', 'keyboard', 'A new keyboard'],
    ['**New** ', 'keyboard', '**New** keyboard'],
    ['Line\n', 'after line', 'Line\nafter line'],
    ['Part\n\n', 'after part', 'Part\n\nafter part'],
  ])('goes on behind the blanks that %j ended with when the editor came', async (begun, more, whole) => {
    const { user } = await field()
    text().focus()
    fireEvent.change(text(), { target: { value: begun } })
    await editorCame()
    await user.keyboard(more)

    expect(said).toHaveBeenLastCalledWith(whole)
  })

  it('hands over what stands in it, whatever of it has been drawn', async () => {
    const { user } = await field('', createRef<FieldHandle>(), true)
    text().focus()
    await editorCame()
    await user.keyboard('On its way.')
    key('Enter', { ctrlKey: true })

    expect(sent).toHaveBeenCalledWith('On its way.')
  })

  it('is plain until it is entered, and keeps the text and the focus when the editor comes', async () => {
    await field('**Bold** words')

    expect(text().tagName).toBe('TEXTAREA')
    expect(screen.queryByRole('toolbar')).toBeNull()

    text().focus()
    await editorCame()

    expect(text()).toHaveProperty('textContent', 'Bold words')
    expect(within(text()).getByText('Bold').tagName).toBe('STRONG')
    expect(document.activeElement).toBe(text())
    expect(text().getAttribute('aria-multiline')).toBe('true')
    expect(screen.getByRole('toolbar', { name: 'Formatting' })).toBeTruthy()
    expect(said).not.toHaveBeenCalled()
  })

  it('stays plain where the editor does not come, and is asked for again', async () => {
    vi.doMock('./RichEditor', () => {
      throw new Error('no network')
    })
    const { user } = await field()

    await user.type(text(), 'Written on the train @Mee')

    expect(text().tagName).toBe('TEXTAREA')
    expect(text()).toHaveProperty('value', 'Written on the train @Mee')
    await user.keyboard('{Enter}{Control>}{Enter}{/Control}')
    expect(said).toHaveBeenLastCalledWith('Written on the train @Meera Menon ')
    expect(picked).toHaveBeenCalledWith(USERS[0])
    expect(sent).toHaveBeenCalledTimes(1)
  })

  it('offers colleagues after an @, by keys alone', async () => {
    const { handle } = await rich('Ask')
    handle.current?.mention()

    await waitFor(() => expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Meera Menon', 'Kabir Rao']))
    const [first, second] = screen.getAllByRole('option')
    expect(text().getAttribute('aria-activedescendant')).toBe(first?.id)
    key('ArrowDown')
    await waitFor(() => expect(text().getAttribute('aria-activedescendant')).toBe(second?.id))
    expect(text().getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id)
    key('Enter')

    expect(said).toHaveBeenLastCalledWith('Ask @Kabir Rao')
    expect(picked).toHaveBeenCalledWith(USERS[1])
    await waitFor(() => expect(screen.queryByRole('option')).toBeNull())
    expect(text()).toHaveProperty('textContent', 'Ask @Kabir Rao ')
  })

  it('leaves an @ as typed at Escape, and the field at the next', async () => {
    const { handle } = await rich()
    handle.current?.mention()
    await screen.findAllByRole('option')

    key('Escape')
    await waitFor(() => expect(screen.queryByRole('option')).toBeNull())
    expect(left).not.toHaveBeenCalled()
    key('Escape')

    expect(left).toHaveBeenCalledTimes(1)
    expect(said).toHaveBeenLastCalledWith('@')
  })

  it('sends at Mod+Enter', async () => {
    await rich('Ready')

    key('Enter', { ctrlKey: true })

    expect(sent).toHaveBeenCalledTimes(1)
    expect(said).not.toHaveBeenCalled()
  })

  it('takes what is put in from elsewhere', async () => {
    const { user } = await rich('Dear Ada')

    await user.click(screen.getByText('Canned'))

    await waitFor(() => expect(text().textContent).toBe('Dear Adaa canned reply'))
    expect(within(text()).getByRole('listitem').textContent).toBe('a canned reply')
  })

  it('has a toolbar that is one stop of Tab, with what holds pressed', async () => {
    const { user } = await rich('**Bold**')
    const buttons = within(screen.getByRole('toolbar')).getAllByRole('button')
    const bold = screen.getByRole('button', { name: 'Bold' })
    expect(buttons.filter((button) => button.tabIndex === 0)).toEqual([bold])
    await waitFor(() => expect(bold.getAttribute('aria-pressed')).toBe('true'))

    key('F10', { altKey: true })
    expect(document.activeElement).toBe(bold)
    await user.keyboard('{ArrowLeft}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Quote' }))
    await user.keyboard('{Enter}')

    expect(document.activeElement).toBe(text())
    expect(said).toHaveBeenLastCalledWith('> **Bold**')
  })

  it('makes lists of paragraphs and paragraphs of lists', async () => {
    const { user } = await rich('One')

    await user.click(screen.getByRole('button', { name: 'Bulleted list' }))
    expect(said).toHaveBeenLastCalledWith('- One')
    await user.click(screen.getByRole('button', { name: 'Numbered list' }))
    expect(said).toHaveBeenLastCalledWith('1. One')
    await user.click(screen.getByRole('button', { name: 'Numbered list' }))
    expect(said).toHaveBeenLastCalledWith('One')
  })

  it('links to pages, mailboxes and telephones and to nothing else', async () => {
    const { user } = await rich('See ')
    key('l', { ctrlKey: true, shiftKey: true })
    const address = await screen.findByRole('textbox', { name: 'Address of the link' })

    await user.type(address, 'javascript:alert(1){Enter}')
    expect(screen.getByRole('alert').textContent).toContain('no address')
    expect(said).not.toHaveBeenCalled()
    await user.clear(address)
    await user.type(address, 'pier.example/terms{Enter}')

    expect(said).toHaveBeenLastCalledWith('See [pier.example/terms](https://pier.example/terms)')
    expect(document.activeElement).toBe(text())
  })
})
