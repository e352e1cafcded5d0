import { invalidField } from '#lib/core/errors.ts'
import { LOGO_SIZE_BYTES_MAX } from './schema.ts'

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text

/**
 * The media type of a logo, by its content and not by its name. SVG is refused: it is a document that can carry scripts.
 */
export function logoTypeOf(bytes: Uint8Array): 'image/png' | 'image/webp' {
  if (bytes.byteLength > LOGO_SIZE_BYTES_MAX) {
    invalidField('logo', `The logo has ${Math.ceil(bytes.byteLength / 1024)} KB. Use 256 KB at most.`)
  }
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp'
  const isMarkup = /^\s*(?:\uFEFF)?\s*</.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8'))
  return invalidField('logo', isMarkup ? 'SVG is not taken. Use PNG or WebP.' : 'Use a PNG or WebP image.')
}
