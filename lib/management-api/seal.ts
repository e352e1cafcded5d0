import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16

const keyFrom = (token: string, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', token, salt, 'gatehouse idempotent answer', 32))

/**
 * Seals text with a key that is derived from the caller's token (AES-256-GCM, HKDF-SHA-256, RFC 5869). The database
 * knows tokens by their digest only, so what it keeps can be opened by nobody but that caller. Base64.
 */
export function seal(text: string, token: string): string {
  const salt = randomBytes(SALT_BYTES)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(token, salt), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Opens what `seal` made with the same token; throws when it was another or the text was changed. */
export function unseal(sealed: string, token: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const nonceAt = SALT_BYTES
  const tagAt = nonceAt + NONCE_BYTES
  const textAt = tagAt + TAG_BYTES
  const key = keyFrom(token, bytes.subarray(0, SALT_BYTES))
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(nonceAt, tagAt), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAuthTag(bytes.subarray(tagAt, textAt))
  return decipher.update(bytes.subarray(textAt), undefined, 'utf8') + decipher.final('utf8')
}
