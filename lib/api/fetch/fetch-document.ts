import { Agent, type Dispatcher, request } from 'undici'
import { readEnv } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'
import { checkUrl, guardedLookup } from './address-guard.ts'

const REDIRECTS_MAX = 3
const TIMEOUT_MS = 15_000
const SIZE_BYTES_MAX = 20 * 1024 * 1024

export type FetchOptions = { sizeBytesMax?: number; timeoutMs?: number; isPrivateAllowed?: boolean }
/** `address`: where the bytes came from in the end, redirects followed. */
export type FetchedDocument = { bytes: Uint8Array; address: string }

function unreachable(url: URL, why: string, cause?: unknown): never {
  throw new AppError('address_unreachable', `${url.href} ${why}`, { cause })
}

function tooLarge(url: URL, sizeBytesMax: number): never {
  const megabytes = Math.floor(sizeBytesMax / 1024 / 1024)
  throw new AppError('document_too_large', `${url.href} holds more than ${megabytes} MB.`)
}

/** Errors of the network as a person can use them; our own pass. */
function explain(url: URL, error: unknown): never {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) throw cause
  }
  const { name, code } = error as { name?: string; code?: string }
  if (name === 'TimeoutError' || name === 'AbortError' || code?.includes('TIMEOUT'))
    unreachable(url, 'did not answer in time.', error)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    unreachable(url, 'cannot be found: the name is not known.', error)
  if (code === 'ECONNREFUSED') unreachable(url, 'refused the connection.', error)
  unreachable(url, `could not be read (${code ?? name ?? 'unknown error'}).`, error)
}

async function readBody(
  url: URL,
  answer: Dispatcher.ResponseData,
  sizeBytesMax: number,
): Promise<Uint8Array> {
  const encoding = answer.headers['content-encoding']
  if (encoding && encoding !== 'identity')
    unreachable(url, 'answered compressed, although it was asked not to.')
  if (Number(answer.headers['content-length'] ?? 0) > sizeBytesMax) tooLarge(url, sizeBytesMax)
  const parts: Uint8Array[] = []
  let sizeBytes = 0
  for await (const part of answer.body) {
    sizeBytes += part.byteLength
    if (sizeBytes > sizeBytesMax) tooLarge(url, sizeBytesMax)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function redirectOf(url: URL, answer: Dispatcher.ResponseData): URL | null {
  if (![301, 302, 303, 307, 308].includes(answer.statusCode)) return null
  const location = [answer.headers.location].flat()[0]
  const next = location && URL.parse(location, url)
  if (!next) unreachable(url, `answered ${answer.statusCode} without saying where to go.`)
  return next
}

async function step(
  url: URL,
  dispatcher: Dispatcher,
  signal: AbortSignal,
  sizeBytesMax: number,
): Promise<{ next: URL } | { bytes: Uint8Array }> {
  const headers = {
    accept: 'application/json, application/yaml, text/yaml, text/plain;q=0.8, */*;q=0.5',
    'accept-encoding': 'identity',
    'user-agent': 'Gatehouse document import',
  }
  const answer = await request(url, { dispatcher, signal, headers })
  try {
    const next = redirectOf(url, answer)
    if (next) return { next }
    if (answer.statusCode !== 200) unreachable(url, `answered ${answer.statusCode}.`)
    return { bytes: await readBody(url, answer, sizeBytesMax) }
  } finally {
    answer.body.on('error', () => {}).destroy()
  }
}

/**
 * Fetches a document over `http(s)`. Addresses in private networks are refused (`address_refused`) unless
 * ALLOW_PRIVATE_ADDRESSES is set, for every redirect anew; at most 3 redirects, 15 s and 20 MB. Other failures are
 * `address_unreachable` and `document_too_large`.
 */
export async function fetchDocument(address: string, options: FetchOptions = {}): Promise<FetchedDocument> {
  const isPrivateAllowed = options.isPrivateAllowed ?? readEnv().ALLOW_PRIVATE_ADDRESSES
  const sizeBytesMax = options.sizeBytesMax ?? SIZE_BYTES_MAX
  const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
  let url = URL.parse(address)
  if (!url) throw new AppError('address_refused', `${address} is not a valid address.`)
  const dispatcher = new Agent({
    connect: { lookup: guardedLookup(isPrivateAllowed), timeout: 10_000 },
    pipelining: 0,
  })
  try {
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      checkUrl(url, isPrivateAllowed)
      const at: URL = url
      const result = await step(at, dispatcher, signal, sizeBytesMax).catch((error: unknown) =>
        explain(at, error),
      )
      if ('bytes' in result) return { bytes: result.bytes, address: url.href }
      url = result.next
    }
    return unreachable(url, `is the ${REDIRECTS_MAX + 1}th redirect in a row.`)
  } finally {
    void dispatcher.destroy()
  }
}
