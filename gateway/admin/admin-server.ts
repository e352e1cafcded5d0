import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'

export interface AdminParts {
  metrics: Registry
  /** Null when ready to serve, else why not. */
  unready: () => string | null
  state: () => object
}

/** The operator's view of the gateway, on loopback only: `/metrics`, `/healthz`, `/readyz`, `/state`. */
export function startAdminServer(port: number, parts: AdminParts): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const reply = (status: number, body: string, type = 'text/plain; charset=utf-8'): void => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
    }
    if (request.method !== 'GET') return reply(405, 'only GET\n')
    switch (request.url) {
      case '/metrics':
        void parts.metrics.metrics().then((text) => reply(200, text, parts.metrics.contentType))
        return
      case '/healthz':
        return reply(200, 'ok\n')
      case '/readyz': {
        const reason = parts.unready()
        return reason === null ? reply(200, 'ready\n') : reply(503, `${reason}\n`)
      }
      case '/state':
        return reply(200, JSON.stringify(parts.state()), 'application/json')
      default:
        return reply(404, 'not found\n')
    }
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve({ server, port: (server.address() as AddressInfo).port }))
  })
}
