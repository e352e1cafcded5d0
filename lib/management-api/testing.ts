import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'
import { BASE_PATH } from './base-path.ts'
import { createManagementDocument } from './document.ts'
import { handleManagementCall } from './handle.ts'
import { operations } from './operations/index.ts'
import { createRouter } from './router.ts'

const ORIGIN = 'http://gatehouse.test'
const document = createManagementDocument(ORIGIN + BASE_PATH)
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addFormat('base64', /^[A-Za-z0-9+/]*={0,2}$/)
ajv.addSchema(document, 'document')
const route = createRouter(operations)
const pointerPart = (text: string): string => text.replaceAll('~', '~0').replaceAll('/', '~1')

/** Holds an answer against what the document says of the call: its status, media type and every member. */
function expectDocumented(
  method: string,
  path: string,
  status: number,
  contentType: string,
  json: unknown,
): void {
  const match = route(method === 'HEAD' ? 'GET' : method, path)
  if (match.kind !== 'found') {
    expect(ajv.validate('document#/components/schemas/Problem', json), ajv.errorsText()).toBe(true)
    return
  }
  const { operation } = match
  const described =
    document.paths?.[operation.path]?.[operation.method.toLowerCase() as 'get']?.responses?.[status]
  expect(described, `${operation.id} does not document ${status}: ${JSON.stringify(json)}`).toBeDefined()
  const parts = [
    'paths',
    operation.path,
    operation.method.toLowerCase(),
    'responses',
    String(status),
    'content',
  ]
  const pointer = [...parts, contentType, 'schema'].map(pointerPart).join('/')
  const isValid = ajv.validate(`document#/${encodeURI(pointer)}`, json)
  expect(isValid, `${operation.id} ${status}: ${ajv.errorsText()} in ${JSON.stringify(json)}`).toBe(true)
}

export type TestCall = {
  token?: string
  body?: unknown
  headers?: Record<string, string>
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape the document has just been held against
type Json = any
export type TestAnswer = { status: number; headers: Headers; json: Json }

/**
 * Calls the real handler and holds the answer against the management API's own document. `body` is sent as JSON, text
 * as it is.
 */
export async function call(method: string, path: string, options: TestCall = {}): Promise<TestAnswer> {
  const { token, body, headers } = options
  const request = new Request(ORIGIN + BASE_PATH + path, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await handleManagementCall(request)
  const contentType = response.headers.get('content-type') ?? ''
  const text = await response.text()
  const json = contentType.endsWith('json') ? JSON.parse(text) : text
  expect(response.headers.get('x-request-id')).toMatch(/^req_/)
  if (contentType.endsWith('json'))
    expectDocumented(
      method,
      new URL(request.url).pathname.slice(BASE_PATH.length),
      response.status,
      contentType,
      json,
    )
  if (response.status >= 400) {
    expect(contentType).toBe('application/problem+json')
    expect(json.status).toBe(response.status)
    // A replayed answer is the first one's body, with the first one's request id.
    const isReplayed = response.headers.has('idempotency-replayed')
    if (!isReplayed) expect(json.requestId).toBe(response.headers.get('x-request-id'))
  }
  return { status: response.status, headers: response.headers, json }
}
