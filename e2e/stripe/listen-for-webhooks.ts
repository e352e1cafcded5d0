import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { receiveStripeEvent } from '#lib/payment/receive-stripe-event.ts'

/** The route's handler behind a socket of its own, as Next has it, for where no web process runs. Port 0: any. */
export async function listenForWebhooks(port: number): Promise<{ http: Server; url: string }> {
  const http = createServer(async (request, response) => {
    try {
      const asked = new Request('http://gatehouse.test/api/stripe/webhook', {
        method: 'POST',
        headers: request.headers as Record<string, string>,
        body: await text(request),
      })
      const answer = await receiveStripeEvent(asked)
      response.writeHead(answer.status).end(await answer.text())
    } catch {
      // Whoever sent it was killed in mid-sentence.
      response.destroy()
    }
  })
  http.listen(port, '127.0.0.1')
  await once(http, 'listening')
  return { http, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }
}
