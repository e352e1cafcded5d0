import { AppError } from '#lib/core/errors.ts'
import { jsonPlace } from './json-place.ts'
import { findUnstorableText } from './unstorable-text.ts'

export const BODY_SIZE_BYTES_MAX = 1024 * 1024

export type Body = { bytes: Uint8Array; json: unknown }

function tooLarge(max: number): never {
  const text = max >= 1024 * 1024 ? `${max / 1024 / 1024} MB` : `${max} bytes`
  throw new AppError('payload_too_large', `The body may have ${text} at most.`)
}

/** Reads no more than `max` bytes, whatever Content-Length says. */
async function readBytes(request: Request, max: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > max) tooLarge(max)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > max) {
      await reader.cancel()
      tooLarge(max)
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

function checkMediaType(headers: Headers): void {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json')
    throw new AppError(
      'unsupported_media_type',
      'Send the body as JSON, with Content-Type: application/json.',
    )
  if ((headers.get('content-encoding') ?? 'identity').toLowerCase() !== 'identity')
    throw new AppError('unsupported_media_type', 'Send the body without Content-Encoding.')
}

function parseJson(bytes: Uint8Array): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('invalid_input', 'The body is not UTF-8.')
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new AppError('invalid_input', `The body is not valid JSON: see ${jsonPlace(text)}.`)
  }
  const field = findUnstorableText(json, text)
  if (field !== null) {
    const message = 'Leave out the character U+0000 and lone surrogates.'
    throw new AppError('invalid_input', `${field}: ${message}`, { fields: { [field]: message } })
  }
  return json
}

/**
 * Reads a JSON body. An empty one counts as `{}`, so that calls without input need none. Throws `payload_too_large` (by
 * Content-Length before anything is read, else while reading), `unsupported_media_type`, or `invalid_input` with the
 * place of the mistake.
 */
export async function readBody(request: Request, max = BODY_SIZE_BYTES_MAX): Promise<Body> {
  const bytes = await readBytes(request, max)
  if (bytes.byteLength === 0) return { bytes, json: {} }
  checkMediaType(request.headers)
  return { bytes, json: parseJson(bytes) }
}
