import type { IncomingMessage, ServerResponse } from 'node:http'

const BODY_SIZE_BYTES_MAX = 1024 * 1024

/** One request, as a handler sees it. */
export interface Call {
  request: IncomingMessage
  response: ServerResponse
  query: URLSearchParams
  params: Record<string, string>
}

/** What is answered as JSON. A handler that writes by itself returns null. */
export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

export type Handler = (call: Call) => Promise<Answer | null> | Answer | null

/** `GET /accounts/{accountId}` → what answers it. */
export type Routes = Record<string, Handler>

/** An answer that ends a handler early: RFC 9457, with a stable code. */
export class ProblemError extends Error {
  readonly answer: Answer

  constructor(status: number, code: string, title: string, detail: string, more: object = {}, headers = {}) {
    super(detail)
    const type = `https://meridian.example/problems/${code.replaceAll('_', '-')}`
    this.answer = { status, body: { type, title, status, code, detail, ...more }, headers }
  }
}

export const ok = (body: unknown): Answer => ({ status: 200, body })

const invalidParameter = (detail: string) =>
  new ProblemError(400, 'invalid_parameter', 'Invalid parameter', detail)

/** A whole number from the query, or its default. */
export function integer(
  query: URLSearchParams,
  name: string,
  fallback: number,
  min: number,
  max: number,
): number {
  const text = query.get(name)
  if (text === null) return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw invalidParameter(`${name} must be a whole number from ${min} to ${max}.`)
}

/** One of a few words from the query, or undefined. */
export function oneOf<T extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly T[],
): T | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if ((words as readonly string[]).includes(text)) return text as T
  throw invalidParameter(`${name} must be one of ${words.join(', ')}.`)
}

/** One page of a list whose entries have ids. The cursor is the last id of the page before. */
export function pageOf<T extends { id: string }>(list: T[], query: URLSearchParams): Answer {
  const limit = integer(query, 'limit', 20, 1, 100)
  const cursor = query.get('cursor')
  const after =
    cursor === null ? -1 : list.findIndex(({ id }) => id === Buffer.from(cursor, 'base64url').toString())
  if (cursor !== null && after < 0) throw invalidParameter('cursor is not one that this list gave.')
  const data = list.slice(after + 1, after + 1 + limit)
  const last = data.at(-1)
  const hasMore = last && after + 1 + limit < list.length
  return ok({ data, ...(hasMore && { nextCursor: Buffer.from(last.id).toString('base64url') }) })
}

/** The body as JSON; refused with 400 when it is not, with 413 when it is too large. */
export async function readJsonBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_SIZE_BYTES_MAX)
      throw new ProblemError(413, 'body_too_large', 'Body too large', 'At most 1 MB.')
    chunks.push(chunk)
  }
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    if (body && typeof body === 'object' && !Array.isArray(body)) return body as Record<string, unknown>
  } catch {
    // Answered below, as for JSON that is no object.
  }
  throw new ProblemError(400, 'invalid_json', 'Invalid JSON', 'The body must be a JSON object.')
}

/** Sends an answer. */
export function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = JSON.stringify(body)
  const contentType = status >= 400 ? 'application/problem+json' : 'application/json'
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(text)
}
