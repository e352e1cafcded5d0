import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bench } from '../run/bench.ts'

/** The number at the end of a request's path: each request of the suite has its own. */
export const numberOf = (path: string): number => Number(path.slice(path.lastIndexOf('/') + 1))

const body = JSON.stringify({ id: 'acc_1', balance: '1024.50', currency: 'EUR' })

/** An upstream that knows which requests it answered, by their numbers. Nobody kills it: it is the customer's. */
export async function startNumberedUpstream(bench: Bench): Promise<{ url: string; answered: Set<number> }> {
  const answered = new Set<number>()
  const http = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    answered.add(numberOf(request.url ?? ''))
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-bench-upstream': '1',
    })
    response.end(body)
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  bench.defer(() => {
    http.close()
    http.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, answered }
}
