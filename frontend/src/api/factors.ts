import { queryOptions } from '@tanstack/react-query'
import '@/i18n/packs/factors'
import { enter } from './auth'
import { api, dataOf } from './client'
import { Problem } from './problem'
import type { Schemas } from './types'

/// What somebody has beside his password, and how he proves that he is still himself before it changes.
export type Factors = Schemas['Factors']
export type Passkey = Schemas['Passkey']
export type Proof = Schemas['FreshProof']
export type Enrolment = Schemas['Enrolment']
type Credential = Schemas['PasskeyCredential']

export const factorsQuery = queryOptions({
  queryKey: ['secondFactor'],
  queryFn: ({ signal }) => dataOf(api.GET('/api/v1/auth/second-factor', { signal })),
})

export const beginAuthenticator = (proof: Proof) => dataOf(api.POST('/api/v1/auth/second-factor/authenticator', { body: { proof } }))

export const confirmAuthenticator = async (code: string) =>
  (await dataOf(api.POST('/api/v1/auth/second-factor/authenticator/confirm', { body: { code } }))).codes

export const removeAuthenticator = (proof: Proof, code: string) => api.POST('/api/v1/auth/second-factor/authenticator/remove', { body: { proof, code } })

export const newRecoveryCodes = async (proof: Proof) => (await dataOf(api.POST('/api/v1/auth/second-factor/recovery-codes', { body: { proof } }))).codes

export const renamePasskey = ({ id, name }: Pick<Passkey, 'id' | 'name'>) =>
  api.PATCH('/api/v1/auth/passkeys/{id}', { params: { path: { id } }, body: { name } })

export const removePasskey = (id: string, proof: Proof) => api.POST('/api/v1/auth/passkeys/{id}/remove', { params: { path: { id } }, body: { proof } })

export const passkeysWork = (): boolean => window.isSecureContext && 'PublicKeyCredential' in window

/// Makes a passkey on this device, or on the one the browser offers, and hands it to the server.
export async function addPasskey(proof: Proof, name: string) {
  const options = await dataOf(api.POST('/api/v1/auth/passkeys/options', { body: { proof } }))
  const made = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(options.challenge),
        rp: { id: options.rpId, name: options.rpName },
        user: { id: bytes(options.userId), name: options.userName, displayName: options.userDisplayName },
        pubKeyCredParams: options.algorithms.map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: options.excludeCredentials.map((id) => ({ type: 'public-key', id: bytes(id) })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        timeout: options.timeout,
      },
    }),
  )
  const response = made.response as AuthenticatorAttestationResponse
  const credential = json(made, { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject) })
  return dataOf(api.POST('/api/v1/auth/passkeys', { body: { name, credential } }))
}

/// Lets the person sign with one of his passkeys, whichever he chooses.
export async function signWithPasskey(): Promise<Credential> {
  const options = await dataOf(api.POST('/api/v1/auth/login/passkey-options'))
  const signed = await asked(() =>
    navigator.credentials.get({ publicKey: { challenge: bytes(options.challenge), rpId: options.rpId, userVerification: 'required', timeout: options.timeout } }),
  )
  const response = signed.response as AuthenticatorAssertionResponse
  return json(signed, {
    clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    ...(response.userHandle ? { userHandle: text(response.userHandle) } : {}),
  })
}

export const signInWithPasskey = async () => enter('/api/v1/auth/login/passkey', { passkey: await signWithPasskey() })

export const answerWithCode = (challenge: string, code: string) => enter('/api/v1/auth/login/second-factor', { challenge, code })

export const answerWithPasskey = async (challenge: string) => enter('/api/v1/auth/login/second-factor', { challenge, passkey: await signWithPasskey() })

/// Whoever closes the browser's window, or waits too long, is told so in our words.
async function asked(ask: () => Promise<globalThis.Credential | null>): Promise<PublicKeyCredential> {
  let answer: globalThis.Credential | null
  try {
    answer = await ask()
  } catch {
    answer = null
  }
  if (answer instanceof PublicKeyCredential) return answer
  throw new Problem(0, { code: 'PASSKEY_CANCELED' })
}

const json = ({ id, type }: PublicKeyCredential, response: Credential['response']): Credential => ({ id, rawId: id, type, response, clientExtensionResults: {} })

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
