import { AppError } from '#lib/core/errors.ts'
import { log } from '#lib/core/log.ts'
import { type Answer, answerOf, problemAnswer } from './answer.ts'
import { authenticate } from './authenticate.ts'
import { checkBody } from './check-body.ts'
import { idempotent, readIdempotencyKey } from './idempotency.ts'
import { type FileAnswer, isFileAnswer, type Operation } from './operation.ts'
import { readBody } from './read-body.ts'
import { readQuery } from './read-query.ts'
import { NoBody } from './schema.ts'

/** The structured line that each call leaves: no query, no body, no token. */
export type CallLog = {
  requestId: string
  method: string
  operation?: string
  actorId?: string
  tokenId?: string
  code?: string
  isReplayed?: boolean
}

type Found = { operation: Operation; params: Record<string, string> }
export type Executed = { result: Answer | { file: FileAnswer }; isReplayed: boolean }

/** A refusal of the verb as an answer, so that it is kept under the Idempotency-Key like any other. */
async function settled(entry: CallLog, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    const answer = problemAnswer(error, entry.requestId)
    entry.code = answer.problem.code
    if (!(error instanceof AppError)) log.error({ ...entry, err: error }, 'management call failed')
    return answer
  }
}

/**
 * Authenticates, checks query and body, and calls the verb: for POST once an Idempotency-Key. Throws what stands in the
 * way before the verb is called; such refusals are not kept.
 */
export async function execute(
  request: Request,
  url: URL,
  { operation, params }: Found,
  requestId: string,
  entry: CallLog,
): Promise<Executed> {
  const { actor, token, tokenId } = await authenticate(request.headers, requestId)
  entry.actorId = actor.userId
  entry.tokenId = tokenId
  const query = readQuery(url, operation.query)
  if (operation.method === 'GET') {
    const result = await operation.run({ actor, params, query, body: {} })
    if (isFileAnswer(result)) return { result: { file: result }, isReplayed: false }
    return { result: answerOf(operation, result), isReplayed: false }
  }

  const { bytes, json } = await readBody(request, operation.bodySizeBytesMax)
  checkBody(operation.body ?? NoBody, json)
  const work = () =>
    settled(entry, async () => answerOf(operation, await operation.run({ actor, params, query, body: json })))
  const key = operation.method === 'POST' ? readIdempotencyKey(request.headers) : null
  if (key === null) return { result: await work(), isReplayed: false }
  const call = { tokenId, token, key, method: operation.method, path: url.pathname, body: bytes }
  const { answer, isReplayed } = await idempotent(call, work)
  if (isReplayed) entry.isReplayed = true
  return { result: answer, isReplayed }
}
