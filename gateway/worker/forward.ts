import type { Socket } from 'node:net'
import type { ProxiedExchange } from './proxied-exchange.ts'
import { RequestBody } from './request-body.ts'
import { TraceIds } from './trace-context.ts'

type KnownSocket = Socket & { gatehouseAddress?: string; gatehouseIsTrusted?: boolean }

/** Makes the upstream call ready and sends it. */
export function forward(exchange: ProxiedExchange): void {
  const { head, request, route } = exchange
  const isHostRoute = exchange.isHostRoute
  const rest = isHostRoute ? exchange.path : exchange.path.slice(route!.prefixLength)
  const headers = head.forward
  if (head.contentLength >= 0) headers.push('content-length', String(head.contentLength))
  addIdentity(exchange, headers)
  if (head.hasBody) {
    const { requestBodySizeBytesMax } = route!.spec
    const mustContinue = head.expectation !== ''
    exchange.body = new RequestBody(request, exchange.response, requestBodySizeBytesMax, mustContinue)
  }
  exchange.options = {
    path: (route!.basePath + rest || '/') + exchange.query,
    method: request.method!,
    headers,
    body: exchange.body,
    ...(exchange.join && { upgrade: 'websocket' }),
  }
  exchange.send()
}

/** Who is calling, by the gateway's word: what a client sent under these names is gone by now. */
function addIdentity(exchange: ProxiedExchange, headers: string[]): void {
  const { head, context, credential } = exchange
  for (const part of exchange.access!.identity) headers.push(part)
  headers.push('gatehouse-credential', credential!.id, 'x-request-id', exchange.id)
  headers.push('traceparent', context.traces.next(head.traceparent))
  if (head.tracestate !== '' && TraceIds.isValid(head.traceparent))
    headers.push('tracestate', head.tracestate)
  addForwarded(exchange, headers)
}

function addForwarded(exchange: ProxiedExchange, headers: string[]): void {
  const { head, context } = exchange
  const socket = exchange.request.socket as KnownSocket
  socket.gatehouseAddress ??= (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const address = socket.gatehouseAddress
  if (context.trustedProxies !== null && isTrusted(exchange, socket)) {
    headers.push('x-forwarded-for', head.forwardedFor === '' ? address : `${head.forwardedFor}, ${address}`)
    const given = head.forwarded ?? []
    for (const part of given) headers.push(part)
    if (!given.includes('x-forwarded-proto')) headers.push('x-forwarded-proto', 'http')
    if (!given.includes('x-forwarded-host') && head.host !== '') headers.push('x-forwarded-host', head.host)
    return
  }
  headers.push('x-forwarded-for', address, 'x-forwarded-proto', 'http')
  if (head.host !== '') headers.push('x-forwarded-host', head.host)
}

function isTrusted(exchange: ProxiedExchange, socket: KnownSocket): boolean {
  const address = socket.gatehouseAddress!
  socket.gatehouseIsTrusted ??= exchange.context.trustedProxies!.check(
    address,
    address.includes(':') ? 'ipv6' : 'ipv4',
  )
  return socket.gatehouseIsTrusted
}
