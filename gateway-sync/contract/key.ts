/**
 * API keys: `gk_` + 32 base62 characters (190 bits) + 6 base62 characters of checksum. The prefix lets scanners
 * recognise a leaked key, the checksum lets a mistyped one be told from an unknown one without a look-up.
 */

import { hash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BODY_LENGTH = 32
export const KEY_PREFIX = 'gk_'
export const KEY_PATTERN = /^gk_[0-9A-Za-z]{38}$/

function checksumOf(body: string): string {
  let value = crc32(KEY_PREFIX + body)
  let text = ''
  for (let i = 0; i < 6; i++) {
    text = ALPHABET[value % 62]! + text
    value = Math.floor(value / 62)
  }
  return text
}

/** A new key. Shown once, stored nowhere. */
export function generateKey(): string {
  let body = ''
  for (let i = 0; i < BODY_LENGTH; i++) body += ALPHABET[randomInt(62)]
  return KEY_PREFIX + body + checksumOf(body)
}

/** True for a key that `generateKey` could have made. */
export function isWellFormedKey(key: string): boolean {
  return KEY_PATTERN.test(key) && checksumOf(key.slice(KEY_PREFIX.length, -6)) === key.slice(-6)
}

/** SHA-256 of the whole key, lower-case hex: the only form in which a key is stored or sent. */
export const digestKey = (key: string): string => hash('sha256', key, 'hex')
