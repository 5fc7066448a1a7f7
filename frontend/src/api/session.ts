import { reach } from './connection'
import { early } from './early'
import { isProblem, Problem } from './problem'
import type { Tokens } from './types'

/// Who is signed in, as far as the browser must know: a short-lived access token in memory. The refresh token is a
/// cookie no script can read. `unknown` until the first refresh answered.
export type SessionState = 'unknown' | 'signedOut' | 'signedIn'

// Says only "a sign-in happened in this browser", so that a first visit need not ask the server in vain.
const HINT = 'sangam.session'

class Session {
  private accessToken: string | null = null
  private expiresAt = 0
  private current: SessionState = 'unknown'
  private renewing: Promise<string | null> | null = null
  private view: string | null = null
  private readonly views = new Set<string>()
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly state = (): SessionState => this.current

  /// The token by which an administrator looks through somebody else's eyes; null as a rule. Kept in memory only.
  readonly viewing = (): string | null => this.view

  /// From now on everything is read by `token`, until it ends. One's own session waits in its cookie.
  look(token: string): void {
    this.views.add(token)
    this.view = token
    this.become('signedIn')
  }

  lookAway(): void {
    if (this.view === null) return
    this.view = null
    this.become(this.current)
  }

  /// The first answer to "am I signed in?" after the page was loaded. `arrived`: a provider has just led back here. When
  /// nobody can be asked, whoever signed in here last is taken for signed in: without a token he sees what this device kept.
  async restore(arrived = false): Promise<SessionState> {
    if (this.current !== 'unknown') return this.current
    if (arrived) localStorage.setItem(HINT, '1')
    if (localStorage.getItem(HINT) === null) this.become('signedOut')
    else await this.renew(null).catch((error: unknown) => this.believe(error))
    return this.current
  }

  private believe(error: unknown): void {
    if (!isProblem(error) || !error.passing) throw error
    this.become('signedIn')
  }

  accept(tokens: Tokens): void {
    this.accessToken = tokens.accessToken
    this.expiresAt = Date.now() + tokens.expiresIn * 1000
    localStorage.setItem(HINT, '1')
    this.become('signedIn')
  }

  /// The access token, renewed when it is about to end. Null when nobody is signed in.
  async token(): Promise<string | null> {
    if (this.view !== null) return this.view
    const ending = this.accessToken === null ? this.current === 'signedIn' : Date.now() > this.expiresAt - 20_000
    return ending ? this.renew(this.accessToken) : this.accessToken
  }

  /// One refresh at a time, in this tab and (by a lock) in all tabs: two at once would look like a stolen token.
  /// `rejected` is the token the server refused; when another caller has replaced it since, that one is the answer.
  renew(rejected: string | null): Promise<string | null> {
    if (rejected !== null && this.views.has(rejected)) {
      // Never again in one's own name: what was refused to a view was meant to change nothing.
      if (rejected === this.view) this.lookAway()
      return Promise.resolve(null)
    }
    if (rejected !== null && this.accessToken !== null && this.accessToken !== rejected) return Promise.resolve(this.accessToken)
    if (this.current === 'signedOut') return Promise.resolve(null)
    this.renewing ??= this.exclusively(() => this.refresh()).finally(() => {
      this.renewing = null
    })
    return this.renewing
  }

  end(): void {
    if (this.view !== null) {
      this.lookAway()
      return
    }
    this.accessToken = null
    localStorage.removeItem(HINT)
    this.become('signedOut')
  }

  private exclusively(task: () => Promise<string | null>): Promise<string | null> {
    return 'locks' in navigator && navigator.locks ? navigator.locks.request('sangam.refresh', task) : task()
  }

  private async refresh(): Promise<string | null> {
    const response =
      (await early('tokens')) ??
      (await reach('/api/v1/auth/refresh', {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'X-Sangam-Client': 'web', 'Content-Type': 'application/json' },
        body: '{}',
      }))
    if (response.ok) {
      const { data } = (await response.json()) as { data: Tokens }
      this.accept(data)
      return data.accessToken
    }
    // A server that is down says nothing about the session: keep it and let the caller try again.
    if (response.status >= 500 || response.status === 429) throw await Problem.of(response)
    this.end()
    return null
  }

  private become(state: SessionState): void {
    this.current = state
    for (const listener of this.listeners) listener()
  }
}

export const session = new Session()
