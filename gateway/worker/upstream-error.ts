import type { RefusalCode } from '#gateway-sync/contract/index.ts'

const codeOf = (error: Error): string => String((error as NodeJS.ErrnoException).code ?? '')

/** The connection was never there. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'EPROTO',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
])
/** The connection broke before any answer; an idempotent request may be tried once more. */
const broken = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])
const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])

/** True when a request of which no body was sent may be sent again after this error. */
export const isRetriable = (method: string, error: Error): boolean =>
  idempotent.has(method) && (broken.has(codeOf(error)) || codeOf(error) === 'ECONNREFUSED')

/** What the client is told of an error that came before any answer. */
export function refusalOfError(error: Error): RefusalCode {
  const code = codeOf(error)
  if (unreachable.has(code)) return 'upstream_unreachable'
  if (code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH' || code === 'UND_ERR_INVALID_ARG')
    return 'request_malformed'
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'upstream_timeout'
  return 'upstream_invalid'
}
