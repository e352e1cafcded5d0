import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { WorkerContext } from './context.ts'
import { accept, proceed } from './pipeline.ts'
import type { ProxiedExchange } from './proxied-exchange.ts'
import type { UpstreamHeaders } from './response-head.ts'

/** True for requests that are taken as upgrades: only to WebSocket. Others are served as if they had not asked. */
export const isWebSocketRequest = (request: IncomingMessage): boolean =>
  request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket'

/**
 * Takes a WebSocket request through the gateway like any other, and joins both ends when the upstream agrees. Nothing
 * that the client sent after its request (`early`) reaches the upstream before that.
 */
export function acceptUpgrade(
  context: WorkerContext,
  request: IncomingMessage,
  socket: Socket,
  early: Buffer,
): void {
  const response = new ServerResponse(request)
  response.shouldKeepAlive = false
  response.assignSocket(socket)
  response.on('finish', () => socket.destroySoon())
  socket.on('error', () => socket.destroy())
  const exchange = accept(context, request, response)
  exchange.join = (headers, upstream) => join(exchange, socket, early, headers, upstream)
  proceed(exchange)
}

const ownHeaders = new Set(['connection', 'upgrade', 'transfer-encoding', 'content-length', 'keep-alive'])

function join(
  exchange: ProxiedExchange,
  client: Socket,
  early: Buffer,
  headers: UpstreamHeaders,
  upstream: Duplex,
): () => void {
  exchange.response.detachSocket(client)
  let head = 'HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket\r\n'
  const reported = exchange.metering?.meters.headers
  for (const [name, value] of Object.entries(headers)) {
    if (!ownHeaders.has(name) && !reported?.has(name))
      for (const each of [value].flat()) head += `${name}: ${each}\r\n`
  }
  head += `gatehouse-decision-id: ${exchange.id}\r\n\r\n`
  client.write(head, 'latin1')
  const headBytes = client.bytesWritten + client.writableLength
  let isOver = false
  const close = (): void => {
    if (isOver) return
    isOver = true
    exchange.bytesIn = upstreamBytes(upstream)
    exchange.bytesOut = Math.max(0, client.bytesWritten - headBytes)
    client.destroy()
    upstream.destroy()
    exchange.endUpgrade()
  }
  const idleMs = exchange.route!.spec.upstream.idleTimeoutMs
  ;(upstream as Socket).setTimeout(0)
  client.setTimeout(idleMs, () => {
    if (performance.now() - lastUpstreamAt >= idleMs) close()
    else client.setTimeout(idleMs)
  })
  let lastUpstreamAt = performance.now()
  upstream.on('data', () => {
    lastUpstreamAt = performance.now()
  })
  for (const end of [client, upstream]) end.on('error', close).on('close', close)
  if (early.length > 0) upstream.write(early)
  client.pipe(upstream)
  upstream.pipe(client)
  return close
}

const upstreamBytes = (upstream: Duplex): number => (upstream as Socket).bytesWritten
