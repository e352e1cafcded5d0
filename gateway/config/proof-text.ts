import { crc32 } from 'node:zlib'

/** What the contract lets a proof's check say. */
const TEXT_MAX = 64

/** Parts of what is in force as one text for a proof. Where it is too long, its end is a digest of the whole. */
export function proofText(...parts: string[]): string {
  const text = parts.filter((part) => part !== '').join(' ')
  if (text.length <= TEXT_MAX) return text
  return `${text.slice(0, TEXT_MAX - 9)}~${crc32(text).toString(16).padStart(8, '0')}`
}
