import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'
import { log } from '#lib/core/log.ts'
import { answerResponse, fileResponse, problemAnswer } from './answer.ts'
import { challenge } from './authenticate.ts'
import { BASE_PATH } from './base-path.ts'
import { type CallLog, execute } from './execute.ts'
import { operations } from './operations/index.ts'
import { createRouter } from './router.ts'

const route = createRouter(operations)

function headersFor(
  status: number,
  request: Request,
  requestId: string,
  allow: string[],
): Record<string, string> {
  return {
    'x-request-id': requestId,
    'cache-control': 'no-store',
    ...(status === 401 && { 'www-authenticate': challenge(request.headers) }),
    ...(allow.length > 0 && { allow: allow.join(', ') }),
  }
}

async function respond(request: Request, requestId: string, entry: CallLog): Promise<Response> {
  const url = new URL(request.url)
  // A HEAD is a GET whose body is not sent: Next leaves it away.
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const match = route(method, url.pathname.slice(BASE_PATH.length))
  if (match.kind === 'found') {
    entry.operation = match.operation.id
    const { result, isReplayed } = await execute(request, url, match, requestId, entry)
    const headers = headersFor(200, request, requestId, [])
    if (isReplayed) headers['idempotency-replayed'] = 'true'
    return 'file' in result ? fileResponse(result.file, headers) : answerResponse(result, headers)
  }
  if (match.kind === 'unknown')
    throw new AppError('not_found', `There is no such call. ${BASE_PATH}/openapi.json describes all of them.`)
  const allow = [...match.allow, ...(match.allow.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
  const headers = headersFor(204, request, requestId, allow)
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers })
  const error = new AppError('method_not_allowed', `Here you can use ${match.allow.join(', ')}.`)
  entry.code = error.code
  return answerResponse(problemAnswer(error, requestId), headers)
}

/** Answers one call of the management API. Never throws; every answer carries `X-Request-Id`, and every call is logged. */
export async function handleManagementCall(request: Request): Promise<Response> {
  const requestId = newId('req')
  const startedAt = performance.now()
  const entry: CallLog = { requestId, method: request.method }
  let response: Response
  try {
    response = await respond(request, requestId, entry)
  } catch (error) {
    const answer = problemAnswer(error, requestId)
    entry.code = answer.problem.code
    if (!(error instanceof AppError)) log.error({ requestId, err: error }, 'management call failed')
    response = answerResponse(answer, headersFor(answer.status, request, requestId, []))
  }
  const durationMs = Math.round((performance.now() - startedAt) * 10) / 10
  log.info({ ...entry, status: response.status, durationMs }, 'management call')
  return response
}
