import { createHash } from 'node:crypto'
import type { Context, Endpoint } from './endpoint.ts'
import { invalid, StripeFault } from './errors.ts'
import type { Faults } from './faults.ts'
import { parseForm } from './form.ts'
import { readParams } from './params.ts'
import { creditNotes } from './resources/credit-notes.ts'
import { customers } from './resources/customers.ts'
import { invoices } from './resources/invoices.ts'
import { sessions } from './resources/sessions.ts'
import type { KeptAnswer } from './store.ts'

export type ApiCall = {
  method: string
  path: string
  query: string
  body: string
  headers: Record<string, string | string[] | undefined>
}
/** `lost`: the work is done, and the connection is to be cut. */
export type ApiAnswer = { status: number; body: string; isReplayed: boolean } | 'lost'

const compiled = [...customers, ...sessions, ...invoices, ...creditNotes].map((endpoint: Endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replace(':id', '([^/]+)')}$`),
}))

function find(method: string, path: string): { endpoint: Endpoint; id: string } {
  for (const { endpoint, pattern } of compiled) {
    const match = endpoint.method === method && pattern.exec(path)
    if (match) return { endpoint, id: decodeURIComponent(match[1] ?? '') }
  }
  throw new StripeFault(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}).`,
  })
}

const errorBody = (fault: StripeFault): string => JSON.stringify({ error: fault.body })

function perform(context: Context, call: ApiCall): { status: number; body: string } {
  try {
    const { endpoint, id } = find(call.method, call.path)
    const params = readParams(endpoint.params, parseForm(call.method === 'GET' ? call.query : call.body))
    return { status: 200, body: JSON.stringify(endpoint.run(context, params, id)) }
  } catch (error) {
    if (error instanceof StripeFault) return { status: error.status, body: errorBody(error) }
    throw error
  }
}

function checkKey(headers: ApiCall['headers']): void {
  const key = String(headers.authorization ?? '')
  if (!/^Bearer [rs]k_test_\w+$/.test(key))
    throw new StripeFault(401, { type: 'invalid_request_error', message: 'Invalid API Key provided.' })
}

/** The answer that was kept under the key; another request under the same key is an error. */
function keptAnswer(kept: KeptAnswer | undefined, request: string): ApiAnswer | null {
  if (!kept) return null
  if (kept.request !== request)
    throw new StripeFault(400, {
      type: 'idempotency_error',
      message:
        'Keys for idempotent requests can only be used with the same parameters they were first used with.',
    })
  return { status: kept.status, body: kept.body, isReplayed: true }
}

/**
 * One call of Stripe's API. As with Stripe, an answer is kept under its idempotency key whether it was good or bad, except
 * refusals that were made before any work: bad parameters, a wrong key, too many calls.
 */
export function answerCall(context: Context, faults: Faults, call: ApiCall): ApiAnswer {
  const { store } = context
  try {
    checkKey(call.headers)
    const fault = faults.take(call)
    if (fault?.kind === 'status')
      throw new StripeFault(fault.status, {
        type: fault.status === 429 ? 'invalid_request_error' : 'api_error',
        message: fault.status === 429 ? 'Too many requests' : 'An error occurred. Try again later.',
        ...(fault.status === 429 && { code: 'rate_limit' }),
      })
    const key = call.method === 'POST' ? call.headers['idempotency-key'] : undefined
    if (call.method === 'POST' && !key) throw invalid('This server wants an Idempotency-Key with every POST.')
    const request = createHash('sha256').update(`${call.method} ${call.path}\n${call.body}`).digest('hex')
    const kept = key ? keptAnswer(store.state.answer[String(key)], request) : null
    const answer =
      kept ??
      (fault?.kind === 'stored'
        ? { status: 500, body: JSON.stringify({ error: { type: 'api_error', message: 'Something broke.' } }) }
        : perform(context, call))
    const isRefusal = answer !== 'lost' && (answer.status === 400 || answer.status === 404)
    if (key && !kept && answer !== 'lost' && !isRefusal)
      store.state.answer[String(key)] = { status: answer.status, body: answer.body, request }
    store.save()
    if (fault?.kind === 'lost' || answer === 'lost') return 'lost'
    return { status: answer.status, body: answer.body, isReplayed: kept !== null }
  } catch (error) {
    if (error instanceof StripeFault)
      return { status: error.status, body: errorBody(error), isReplayed: false }
    throw error
  }
}
