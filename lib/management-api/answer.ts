import { type Problem, toProblem } from '#lib/core/errors.ts'
import type { FileAnswer, Operation } from './operation.ts'

/** What goes back: kept under an Idempotency-Key as it is. `text` is JSON. */
export type Answer = { status: number; text: string }

/** The verb's result, cut down to what the operation declares. Throws when it does not fit: fail closed. */
export function answerOf(operation: Operation, result: unknown): Answer {
  if (!operation.response) return { status: operation.status, text: '' }
  return { status: operation.status, text: JSON.stringify(operation.response.parse(result)) }
}

export function answerResponse(answer: Answer, headers: HeadersInit): Response {
  if (answer.text === '') return new Response(null, { status: answer.status, headers })
  const contentType = answer.status < 400 ? 'application/json' : 'application/problem+json'
  return new Response(answer.text, {
    status: answer.status,
    headers: { ...Object.fromEntries(new Headers(headers)), 'content-type': contentType },
  })
}

/** A file as it was taken in; never shown inline by a browser, so that what was uploaded cannot run. */
export function fileResponse(file: FileAnswer, headers: Record<string, string>): Response {
  const name = (file.fileName ?? 'file').replaceAll(/[^\w.-]/g, '_')
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      ...headers,
      'content-type': file.contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
    },
  })
}

/** Anything that was thrown, as an answer. */
export function problemAnswer(error: unknown, requestId: string): Answer & { problem: Problem } {
  const problem = toProblem(error, requestId)
  return { status: problem.status, text: JSON.stringify(problem), problem }
}
