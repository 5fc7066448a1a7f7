import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '@/api/session'
import { field, leadMeta } from '@/test/meta'
import { FakeServer } from '@/test/server'
import { toastStore } from '@/ui/toast'
import { ExportDialog } from './ExportDialog'

const server = new FakeServer()
const query = { filter: { field: 'company', op: 'eq', value: 'Testwala' } as const, sort: '-createdAt', fields: ['title', 'phone'] }
const saved: { name: string; blob: Blob }[] = []

function open(onClose = vi.fn()) {
  const meta = { ...leadMeta, fields: [...leadMeta.fields.filter((f) => f.key !== 'phone'), field({ key: 'phone', label: 'Phone', visibility: 'masked' })] }
  render(<ExportDialog meta={meta} query={query} aggregate={{ count: { value: 3, exact: true }, sums: {}, groups: [] }} onClose={onClose} />)
  return onClose
}

describe('export of a list', () => {
  beforeEach(() => {
    server.install()
    saved.length = 0
    session.accept({ accessToken: 'a', expiresIn: 900, mustChangePassword: false })
    let blob: Blob
    URL.createObjectURL = (file) => {
      blob = file as Blob
      return 'blob:export'
    }
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, blob })
    }
  })

  it('asks for the view as it stands and saves under the name of the server', async () => {
    server.on('GET', '/leads/export', () => ({ file: { body: 'Title\r\nOne\r\n', name: 'leads-2026-11-24.csv' } }))
    const onClose = open()
    expect(screen.getByText(/3 records/)).toBeTruthy()
    expect(screen.getByText(/Masked values stay masked.*Phone/)).toBeTruthy()

    await userEvent.click(screen.getByRole('radio', { name: 'CSV' }))
    await userEvent.click(screen.getByRole('button', { name: 'Export' }))

    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(saved.map((each) => each.name)).toEqual(['leads-2026-11-24.csv'])
    expect(await saved[0]?.blob.text()).toBe('Title\r\nOne\r\n')
    expect(Object.fromEntries(server.sent('GET', '/leads/export')[0]?.url.searchParams ?? [])).toEqual({
      format: 'csv',
      filter: JSON.stringify(query.filter),
      sort: '-createdAt',
      fields: 'title,phone',
    })
    expect(toastStore.get().at(-1)?.text).toContain('leads-2026-11-24.csv')
  })

  it('never takes a part for the whole', async () => {
    const cut = () =>
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode('Title\r\n')),
        pull: (controller) => controller.error(new TypeError('network error')),
      })
    server.on('GET', '/leads/export', () => ({ file: { body: cut(), name: 'leads.csv' } }))
    const onClose = open()

    await userEvent.click(screen.getByRole('button', { name: 'Export' }))

    expect((await screen.findByRole('alert')).textContent).toContain('did not arrive whole')
    expect(saved).toEqual([])
    expect(onClose).not.toHaveBeenCalled()
  })

  it('says that it has to wait, and can be asked again', async () => {
    server.on('GET', '/leads/export', () => ({ problem: { status: 503, code: 'EXPORTS_BUSY' } }))
    open()

    await userEvent.click(screen.getByRole('button', { name: 'Export' }))

    expect((await screen.findByRole('alert')).textContent).toContain('Several exports are running')
    expect(screen.getByRole('button', { name: 'Export' }).hasAttribute('disabled')).toBe(false)
  })
})
