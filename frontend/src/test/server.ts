import { vi } from 'vitest'

type Sent = { method: string; path: string; url: URL; headers: Headers; body: unknown }
type Reply = {
  status?: number
  data?: unknown
  meta?: Record<string, unknown>
  problem?: Record<string, unknown>
  headers?: Record<string, string>
  /// What is no JSON: a file.
  file?: { body: BodyInit; name: string }
}
type Handler = (request: Sent) => Reply | Promise<Reply>

/// The server's side of the API for tests: answers by path and keeps what was asked, so a test can look at both ends.
export class FakeServer {
  private readonly handlers = new Map<string, Handler>()
  private log: Sent[] = []

  install(): void {
    this.handlers.clear()
    this.log = []
    vi.stubGlobal('fetch', (input: Request | string | URL, init?: RequestInit) => this.answer(input, init))
  }

  on(method: string, path: string, handler: Handler): void {
    this.handlers.set(`${method} ${path}`, handler)
  }

  sent(method: string, path: string): Sent[] {
    return this.log.filter((request) => request.method === method && request.path === path)
  }

  private async answer(input: Request | string | URL, init?: RequestInit): Promise<Response> {
    const request = input instanceof Request ? input : new Request(new URL(input, window.location.origin), init)
    const url = new URL(request.url)
    const path = url.pathname.replace('/api/v1', '')
    const text = await request.text()
    const sent: Sent = { method: request.method, path, url, headers: request.headers, body: text === '' ? undefined : JSON.parse(text) }
    this.log.push(sent)
    const handler = this.handlers.get(`${sent.method} ${path}`)
    const { status, data, meta, problem, file, headers }: Reply = handler
      ? await handler(sent)
      : { problem: { status: 404, code: 'NOT_FOUND', detail: `no ${sent.method} ${path} in this test` } }
    const code = status ?? (problem ? Number(problem['status']) : 200)
    if (file) return new Response(file.body, { headers: { 'content-type': 'text/csv', 'content-disposition': `attachment; filename="${file.name}"` } })
    if (code === 204) return new Response(null, { status: 204 })
    return new Response(JSON.stringify(problem ?? { success: true, data, meta }), {
      status: code,
      headers: { ...headers, 'content-type': problem ? 'application/problem+json' : 'application/json' },
    })
  }
}
