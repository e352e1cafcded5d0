import type { Socket } from 'node:net'
import type { RefusalCode } from '#gateway-sync/contract/index.ts'
import type { Recorded } from '../journal/journal-writer.ts'
import { recordLine } from '../journal/record-line.ts'
import { REFUSALS, refusalNumber, SEEN, STATUS_CLASS } from '../memory/counters.ts'
import type { WorkerContext } from './context.ts'
import { type Problem, problemOf } from './problem.ts'

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/** Bytes that never became a request: journaled, answered with a problem, and the connection closed. */
export class ParseFailure implements Recorded {
  readonly #context: WorkerContext
  readonly #socket: Socket
  readonly #code: RefusalCode
  readonly #at = Date.now()
  readonly #id: string
  readonly #problem: Problem

  constructor(context: WorkerContext, socket: Socket, code: RefusalCode) {
    this.#context = context
    this.#socket = socket
    this.#code = code
    this.#id = context.ids.next(this.#at)
    context.counters[SEEN]! += 1
    this.#problem = problemOf({
      code,
      decisionId: this.#id,
      at: this.#at,
      docsUrl: context.environment.GATEWAY_DOCS_URL,
      planName: undefined,
      limit: null,
      fault: '',
    })
  }

  line(): string {
    const { counters, control } = this.#context
    counters[STATUS_CLASS + Math.floor(this.#problem.status / 100)]! += 1
    counters[REFUSALS + refusalNumber[this.#code]]! += 1
    return recordLine({
      id: this.#id,
      at: this.#at,
      ms: 0,
      up: -1,
      method: '',
      path: '',
      isPathPlain: true,
      status: this.#problem.status,
      code: this.#code,
      in: 0,
      out: this.#problem.body.length,
      isCut: false,
      revision: control.revision,
      members: '',
      limit: null,
    })
  }

  release(): void {
    const { status, body } = this.#problem
    if (!this.#socket.writable) return
    this.#socket.end(
      `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}\r\ncontent-type: application/problem+json\r\n` +
        `content-length: ${body.length}\r\ngatehouse-decision-id: ${this.#id}\r\nconnection: close\r\n\r\n${body}`,
    )
    // The peer may go on sending; nothing of it is read any more.
    this.#socket.destroySoon()
  }
}
