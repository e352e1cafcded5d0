import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { CONNECTIONS } from '../memory/counters.ts'
import type { WorkerContext } from './context.ts'
import { closingSockets } from './exchange.ts'
import { ParseFailure } from './parse-failure.ts'
import { accept, proceed } from './pipeline.ts'
import type { ProxiedExchange } from './proxied-exchange.ts'
import { acceptUpgrade, isWebSocketRequest } from './upgrade.ts'

/** The HTTP server of one worker. */
export function createGatewayServer(context: WorkerContext): Server {
  const { environment, counters } = context
  const server = createServer({
    maxHeaderSize: environment.GATEWAY_HEADER_BYTES_MAX,
    insecureHTTPParser: false,
    // Checked by the gateway itself, so that the refusal is explained and journaled.
    requireHostHeader: false,
    headersTimeout: environment.GATEWAY_HEADER_TIMEOUT_MS,
    requestTimeout: environment.GATEWAY_REQUEST_TIMEOUT_MS,
    keepAliveTimeout: environment.GATEWAY_KEEP_ALIVE_TIMEOUT_MS,
    connectionsCheckingInterval: 1_000,
    optimizeEmptyRequests: true,
    noDelay: true,
    shouldUpgradeCallback: isWebSocketRequest,
  })
  // Node would drop the headers above its count in silence; their size is limited instead.
  server.maxHeadersCount = 0
  server.maxConnections = Math.ceil(environment.GATEWAY_CONNECTIONS_MAX / environment.GATEWAY_WORKERS)
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    if (closingSockets.has(request.socket)) return
    try {
      proceed(accept(context, request, response))
    } catch (error) {
      context.onFault(error as Error)
      response.destroy()
    }
  }
  server.on('request', take)
  server.on('checkContinue', take)
  server.on('checkExpectation', take)
  server.on('upgrade', (request, socket, early) => {
    if (!closingSockets.has(socket)) acceptUpgrade(context, request, socket as Socket, early)
  })
  server.on('connect', (_request, socket) => refuseUnread(context, socket as Socket, null))
  server.on('clientError', (error, socket) => refuseUnread(context, socket as Socket, error))
  server.on('connection', (socket) => {
    counters[CONNECTIONS]! += 1
    socket.on('close', () => {
      counters[CONNECTIONS]! -= 1
    })
  })
  return server
}

/** What could not be read as a request: answered and closed. */
function refuseUnread(context: WorkerContext, socket: Socket, error: NodeJS.ErrnoException | null): void {
  if (error?.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  if (closingSockets.has(socket)) return
  closingSockets.add(socket)
  const code =
    error?.code === 'HPE_HEADER_OVERFLOW'
      ? 'header_too_large'
      : error?.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? 'request_timeout'
        : 'request_malformed'
  const open = findOpen(context, socket)
  if (open === null) context.journal.record(new ParseFailure(context, socket, code))
  else if (open.isHeadSent) socket.destroy()
  else {
    open.refuse(code)
    open.abandon()
  }
}

function findOpen(context: WorkerContext, socket: Socket): ProxiedExchange | null {
  for (const item of context.active.all()) {
    if ((item as ProxiedExchange).request.socket === socket) return item as ProxiedExchange
  }
  return null
}
