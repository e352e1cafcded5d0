import { Agent, request } from 'undici'

export interface LoadResult {
  /** Answers by status. */
  statuses: Map<number, number>
  /** Decision ids of whole answers. */
  ids: string[]
  /** Requests that broke off. */
  failed: number
}

/** Sends `count` requests over `connections` connections at once, and reads every answer whole. */
export async function load(
  url: string,
  key: string,
  count: number,
  connections: number,
): Promise<LoadResult> {
  const agent = new Agent({ connections, pipelining: 1 })
  const result: LoadResult = { statuses: new Map(), ids: [], failed: 0 }
  let left = count
  const client = async (): Promise<void> => {
    while (left-- > 0) {
      try {
        const { statusCode, headers, body } = await request(url, {
          dispatcher: agent,
          headers: { 'x-api-key': key },
        })
        await body.text()
        result.statuses.set(statusCode, (result.statuses.get(statusCode) ?? 0) + 1)
        result.ids.push(String(headers['gatehouse-decision-id']))
      } catch {
        result.failed++
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  await agent.destroy()
  return result
}
