import type { LimitState, RefusalCode } from '#gateway-sync/contract/index.ts'
import type { Access } from './access.ts'
import type { WorkerContext } from './context.ts'
import { problemOf } from './problem.ts'
import type { RequestHead } from './request-head.ts'

/** A request that is refused, as far as its answer tells of it. */
interface Refused {
  readonly id: string
  readonly at: number
  readonly context: Pick<WorkerContext, 'environment'>
  readonly head: Pick<RequestHead, 'hasBody' | 'expectation'>
  readonly access: Access | null
  readonly limit: LimitState | null
  readonly fault: string
  addOwnHeaders(headers: string[]): void
}

export type RefusalAnswer = {
  status: number
  headers: string[]
  body: Buffer
  /** The connection has to end with it. */
  mustClose: boolean
}

/** The gateway's own answer to a request that it refuses: a problem document, with the headers of every answer. */
export function composeRefusal(exchange: Refused, code: RefusalCode): RefusalAnswer {
  const { status, body, mustClose } = problemOf({
    code,
    decisionId: exchange.id,
    at: exchange.at,
    docsUrl: exchange.context.environment.GATEWAY_DOCS_URL,
    planName: exchange.access?.plan?.name,
    limit: exchange.limit,
    fault: exchange.fault,
  })
  const headers = ['content-type', 'application/problem+json', 'content-length', String(body.length)]
  headers.push('cache-control', 'no-store')
  exchange.addOwnHeaders(headers)
  if (status === 401) headers.push('www-authenticate', 'ApiKey')
  const { hasBody, expectation } = exchange.head
  // A body that nobody reads would be taken for the next request.
  return { status, headers, body, mustClose: mustClose || hasBody || expectation !== '' }
}
