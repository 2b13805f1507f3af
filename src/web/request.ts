/** A refusal or fault as the server tells it (RFC 9457). */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  /** The refusal with all that it knows, for those who show more of it than its sentence. */
  readonly facts: unknown
  constructor(status: number, code: string, title: string, facts?: unknown) {
    super(title)
    this.status = status
    this.code = code
    this.facts = facts
  }
}

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

/** A path with the parameters that have a value. */
export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

function problemOf(status: number, body: unknown): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body && 'title' in body) {
    return new Problem(status, String(body.code), String(body.title), 'facts' in body ? body.facts : undefined)
  }
  return new Problem(status, 'fault', lost.message)
}

/** What to say when the server cannot be reached or says nothing that can be read; set by the providers. */
export const lost = { message: '' }

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin' })
  } catch (cause) {
    throw Object.assign(new Problem(0, 'unreachable', lost.message), { cause })
  }
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => undefined))
  return response
}

/**
 * Reads from the server. The caller names the contract type of the route: both sides take it from the same file, and
 * the server strips every field that the contract does not have.
 */
export async function read<T>(path: string): Promise<T> {
  const response = await send(path, {})
  // See above: the contract is what the server serialises by.
  return (await response.json()) as T
}

/** A file of the server, with the name that the server gives it. */
export async function readFile(path: string): Promise<{ readonly name: string; readonly content: Blob }> {
  const response = await send(path, {})
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')
  return { name: named?.[1] ?? '', content: await response.blob() }
}

export async function command<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await send(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  // See read().
  return (await response.json()) as T
}

/** Sends a file and tells how far it has gone, from 0 to 1; fetch cannot tell. */
export function upload<T>(path: string, file: File, onProgress: (share: number) => void): Promise<T> {
  const body = new FormData()
  body.set('file', file, file.name)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total))
    request.addEventListener('error', () => reject(new Problem(0, 'unreachable', lost.message)))
    request.addEventListener('load', () => {
      const answer: unknown = request.response
      // See read().
      if (request.status >= 200 && request.status < 300) resolve(answer as T)
      else reject(problemOf(request.status, answer))
    })
    request.send(body)
  })
}

/** A key for one act of the user: the same act sent twice is done once. */
export function newCommandKey(): string {
  return crypto.randomUUID()
}
