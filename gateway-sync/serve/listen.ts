import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import { MESSAGE_SIZE_BYTES_MAX } from '../contract/index.ts'
import { recordEvent } from '../record-event.ts'
import { authenticateGateway } from './authenticate-gateway.ts'
import { Session } from './session.ts'
import type { Sessions } from './sessions.ts'
import type { SyncContext } from './sync-context.ts'

const reasons = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  503: 'Service Unavailable',
}

function refuseUpgrade(socket: Duplex, status: keyof typeof reasons): void {
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

const isLoopback = (address: string | undefined): boolean =>
  address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'

/** Sync's HTTP server: `/connect` for gateways, `/healthz`, and `/metrics` for this machine only. */
export function createSyncServer(context: SyncContext, sessions: Sessions, log: Logger): Server {
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_SIZE_BYTES_MAX,
    perMessageDeflate: false,
    clientTracking: false,
  })
  const server = createServer((request, response) => {
    answer(context, sessions, request, response).catch((error: unknown) => {
      log.error({ err: error }, 'request failed')
      response.destroy()
    })
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    admit(request).then(
      (admission) => {
        if (typeof admission === 'number') return refuseUpgrade(socket, admission)
        webSockets.handleUpgrade(request, socket, head, (webSocket) =>
          sessions.add(admission.id, (previous) => new Session(webSocket, admission, previous, context, log)),
        )
      },
      (error: unknown) => {
        log.error({ err: error }, 'a gateway could not be admitted')
        refuseUpgrade(socket, 503)
      },
    )
  })

  async function admit(request: IncomingMessage) {
    if (new URL(request.url ?? '/', 'http://sync').pathname !== '/connect') return 404
    if (!context.isConfirmed()) return 503
    const result = await authenticateGateway(
      context.database.control,
      context.environmentId,
      request.headers.authorization,
    )
    const address = request.socket.remoteAddress
    if (!result.ok) {
      log.warn({ address, reason: result.reason }, 'gateway not admitted')
      return result.status
    }
    const { gateway } = result
    if (!sessions.isContested(gateway.id)) return gateway
    log.warn({ address, gatewayId: gateway.id }, 'gateway not admitted: its token is used twice')
    await recordEvent(context.database.control, gateway.id, 'token_shared', { address: address ?? null })
    return 409
  }
  return server
}

async function answer(
  context: SyncContext,
  sessions: Sessions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://sync').pathname
  if (path === '/healthz') {
    const isUp = context.isConfirmed()
    const { revision } = context.keeper.state.running
    response.writeHead(isUp ? 200 : 503, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ status: isUp ? 'up' : 'down', revision, gateways: sessions.size }))
  } else if (path === '/metrics' && isLoopback(request.socket.remoteAddress)) {
    const { metrics, keeper } = context
    metrics.revision.set(keeper.state.running.revision)
    metrics.gateways.set(sessions.size)
    metrics.credentials.set(keeper.state.credentialCount)
    metrics.withheld.set(keeper.state.withheld.length)
    response.writeHead(200, { 'content-type': metrics.registry.contentType })
    response.end(await metrics.registry.metrics())
  } else {
    response.writeHead(404).end()
  }
}
