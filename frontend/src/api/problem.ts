import type { Row } from './types'

export type FieldError = { pointer: string; code: string; message: string }

type ProblemBody = {
  title?: string
  status?: number
  code?: string
  detail?: string
  traceId?: string
  errors?: FieldError[]
  current?: Row
  [extra: string]: unknown
}

/// A refusal of the server (RFC 9457), or the lack of an answer: then `code` is OFFLINE.
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly body: ProblemBody

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? body.code ?? `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = body.code ?? `HTTP_${status}`
    this.body = body
  }

  get errors(): FieldError[] {
    return this.body.errors ?? []
  }

  get traceId(): string | undefined {
    return this.body.traceId
  }

  /// The record as it stands on the server, when the refusal was a version clash.
  get current(): Row | undefined {
    return this.body.current
  }

  /// Nobody answered, or the server is not ready: worth trying again as it is.
  get passing(): boolean {
    return this.code === 'OFFLINE' || this.status === 502 || this.status === 503 || this.status === 504
  }

  static async of(response: Response): Promise<Problem> {
    const isProblem = response.headers.get('content-type')?.includes('json') ?? false
    const body: ProblemBody = isProblem ? await response.json().catch(() => ({})) : {}
    return new Problem(response.status, body)
  }

  static offline(): Problem {
    return new Problem(0, { code: 'OFFLINE' })
  }
}

export const isProblem = (error: unknown, code?: string): error is Problem =>
  error instanceof Problem && (code === undefined || error.code === code)
