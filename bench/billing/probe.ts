import { setTimeout as sleep } from 'node:timers/promises'
import { Agent } from 'undici'
import { wallAhead } from '../revocation/wall-clock.ts'

/** One answer; times are milliseconds since the epoch, with fractions. */
export type Probed = {
  sentAt: number
  answeredAt: number
  status: number
  /** The plan's limits as the gateway tells them, where it tells them. */
  policy: string
}

const PAUSE_MS = 1

/** Asks with one key again and again, one request after the other on one connection. */
export class Probe {
  readonly #agent = new Agent({ connections: 1, pipelining: 1 })
  readonly #url: URL
  readonly #headers: Record<string, string>

  constructor(url: string, key: string) {
    this.#url = new URL(url)
    this.#headers = { 'X-API-Key': key }
  }

  /** Asks until `isOver` says so of an answer, or `ms` have passed; returns all answers. */
  async askUntil(isOver: (answer: Probed) => boolean, ms: number): Promise<Probed[]> {
    const ahead = wallAhead()
    const until = performance.now() + ms
    const answers: Probed[] = []
    do {
      answers.push(await this.#ask(ahead))
      await sleep(PAUSE_MS)
    } while (!isOver(answers.at(-1)!) && performance.now() < until)
    return answers
  }

  async #ask(ahead: number): Promise<Probed> {
    const { origin, pathname: path } = this.#url
    const sentAt = performance.now() + ahead
    const answer = await this.#agent.request({ origin, path, method: 'GET', headers: this.#headers })
    await answer.body.arrayBuffer()
    const policy = String(answer.headers['ratelimit-policy'] ?? '')
    return { sentAt, answeredAt: performance.now() + ahead, status: answer.statusCode, policy }
  }

  close(): Promise<void> {
    return this.#agent.close()
  }
}
