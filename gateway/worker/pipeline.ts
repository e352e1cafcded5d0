import type { IncomingMessage, ServerResponse } from 'node:http'
import { monotonicOf } from '../limit/clock.ts'
import { admit } from './admit.ts'
import type { WorkerContext } from './context.ts'
import { addPreflightHeaders } from './cors.ts'
import { findKey, found, NO_KEY, TOO_MANY_KEYS } from './key-lookup.ts'
import { ProxiedExchange } from './proxied-exchange.ts'
import { faultOfTarget, pathLengthOf } from './target.ts'

/** Methods that a gateway has no use for: one opens tunnels, the other shows headers to whoever asks. */
const refusedMethods = new Set(['CONNECT', 'TRACE'])

/** Takes a request through the gateway: read, route, authenticate, subscription, limits, upstream. */
export function accept(
  context: WorkerContext,
  request: IncomingMessage,
  response: ServerResponse,
): ProxiedExchange {
  const exchange = new ProxiedExchange(context, request, response)
  const target = request.url!
  const pathLength = pathLengthOf(target)
  exchange.path = pathLength === target.length ? target : target.slice(0, pathLength)
  const fault = exchange.head.read(request, context.classifier) ?? faultOfTarget(target, pathLength)
  exchange.isPathPlain = fault === null
  if (fault !== null) exchange.refuse('request_malformed', fault)
  else if (refusedMethods.has(request.method!))
    exchange.refuse('request_malformed', `${request.method} is not accepted`)
  else if (context.control.isDraining) exchange.refuse('gateway_draining')
  else if (context.control.isLeaseOver(monotonicOf(exchange.startedAt))) exchange.refuse('lease_expired')
  else if (findRoute(exchange))
    authenticate(exchange, pathLength === target.length ? '' : target.slice(pathLength))
  return exchange
}

/** Carries on with a request that `accept` and `authenticate` left open. */
export function proceed(exchange: ProxiedExchange): void {
  if (exchange.isAuthenticated) admit(exchange)
}

function findRoute(exchange: ProxiedExchange): boolean {
  const { configuration } = exchange.context
  const { path } = exchange
  const end = path.indexOf('/', 1)
  const host = configuration.hasHosts ? hostName(exchange.head.host) : ''
  const byHost = configuration.findByHost(host)
  const route = byHost ?? configuration.findBySlug(end < 0 ? path.slice(1) : path.slice(1, end))
  if (route === undefined) {
    exchange.refuse('route_not_found')
    return false
  }
  exchange.route = route
  exchange.isHostRoute = byHost !== undefined
  exchange.operation = route.operations.match(
    exchange.request.method!,
    exchange.isHostRoute ? path : path.slice(route.prefixLength),
  )
  return true
}

const hostName = (host: string): string => host.replace(/:\d+$/, '').toLowerCase()

function authenticate(exchange: ProxiedExchange, query: string): void {
  const { head, context } = exchange
  const route = exchange.route!
  if (
    head.origin !== '' &&
    head.preflightMethod !== '' &&
    route.cors !== null &&
    exchange.request.method === 'OPTIONS'
  ) {
    answerPreflight(exchange)
    return
  }
  const keys = findKey(head, query, route)
  if (keys === NO_KEY) {
    exchange.refuse('credential_missing')
    return
  }
  if (keys === TOO_MANY_KEYS) {
    exchange.refuse('credential_ambiguous')
    return
  }
  exchange.query = found.query
  const credential = context.authenticator.authenticate(found.key, exchange.at)
  if (typeof credential === 'string') {
    exchange.refuse(credential)
    return
  }
  exchange.credential = credential
  const access = context.configuration.accessOf(credential.application, route)
  exchange.access = access
  if (access.code !== null) {
    exchange.refuse(access.code)
    return
  }
  if (head.contentLength > route.spec.requestBodySizeBytesMax) {
    exchange.refuse('body_too_large')
    return
  }
  exchange.isAuthenticated = true
}

function answerPreflight(exchange: ProxiedExchange): void {
  const { head } = exchange
  const asked = exchange.head.forward.indexOf('access-control-request-headers')
  const headers: string[] = []
  const names = asked < 0 ? '' : head.forward[asked + 1]!
  addPreflightHeaders(exchange.route!.cors!, head.origin, head.preflightMethod, names, headers)
  exchange.answer(204, headers)
}
