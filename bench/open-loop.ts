import { Agent } from 'undici'

export type Answer = { sentAt: number; answeredAt: number; status: number }

/**
 * Sends `perSecond` requests a second to `url` whether or not earlier ones have answered, until `stop` is called. Times are
 * `performance.now()` milliseconds. Transport errors have status 0.
 */
export function openLoop(
  url: string,
  headers: Record<string, string>,
  perSecond: number,
  onAnswer: (answer: Answer) => void,
) {
  const agent = new Agent({ connections: 32, pipelining: 1 })
  const { origin, pathname } = new URL(url)
  const startedAt = performance.now()
  let sent = 0
  let inFlight = 0

  const send = async () => {
    const sentAt = performance.now()
    inFlight++
    let status = 0
    try {
      const response = await agent.request({ origin, path: pathname, method: 'GET', headers })
      status = response.statusCode
      await response.body.dump()
    } catch {
      status = 0
    }
    inFlight--
    onAnswer({ sentAt, answeredAt: performance.now(), status })
  }
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) * perSecond) / 1000)
    for (; sent < due; sent++) void send()
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
