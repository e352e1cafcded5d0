import { Agent } from 'undici'

/** One request that is to be sent. */
export type Asked = { url: URL; headers: Record<string, string> }

export type Answer = {
  /** The path that was asked for. */
  path: string
  sentAt: number
  answeredAt: number
  /** 0: there was no answer. */
  status: number
  headers: Record<string, string | string[] | undefined>
  /** True when the answer began and its end never came. */
  isCut: boolean
}

/** The same request again and again. */
export function sameAsked(url: string, headers: Record<string, string>): () => Asked {
  const asked = { url: new URL(url), headers }
  return () => asked
}

/**
 * Sends `perSecond` requests a second, each as `ask` says, whether or not earlier ones have answered, until `stop` is called;
 * with `inFlightMax` under way no further ones. Times are `performance.now()` milliseconds.
 */
export function openLoop(
  ask: () => Asked,
  perSecond: number,
  onAnswer: (answer: Answer) => void,
  inFlightMax = 1_000,
) {
  const agent = new Agent({ connections: 32, pipelining: 1, headersTimeout: 15_000, bodyTimeout: 15_000 })
  let startedAt = performance.now()
  let due = 0
  let sent = 0
  let inFlight = 0

  const send = async () => {
    const { url, headers } = ask()
    const { origin, pathname: path } = url
    const sentAt = performance.now()
    const answer: Answer = { path, sentAt, answeredAt: 0, status: 0, headers: {}, isCut: false }
    inFlight++
    try {
      const response = await agent.request({ origin, path, method: 'GET', headers })
      answer.status = response.statusCode
      answer.headers = response.headers
      // Not dump(): that takes a broken answer for a whole one.
      await response.body.arrayBuffer()
    } catch {
      answer.isCut = answer.status !== 0
    }
    inFlight--
    answer.answeredAt = performance.now()
    onAnswer(answer)
  }
  const timer = setInterval(() => {
    due += ((performance.now() - startedAt) * perSecond) / 1_000
    startedAt = performance.now()
    for (; due >= 1; due--) {
      if (inFlight >= inFlightMax) continue
      sent++
      void send()
    }
  }, 1)
  return {
    sent: () => sent,
    stop: async () => {
      clearInterval(timer)
      while (inFlight > 0) await new Promise((resolve) => setTimeout(resolve, 5))
      await agent.close()
    },
  }
}
