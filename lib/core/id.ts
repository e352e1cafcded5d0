import { randomBytes } from 'node:crypto'

/** What an id names, by its prefix. */
export type IdPrefix =
  | 'org'
  | 'usr'
  | 'mem'
  | 'invite'
  | 'try'
  | 'tok'
  | 'audit'
  | 'env'
  | 'gw'
  | 'rcpt'
  | 'evt'
  | 'api'
  | 'ver'
  | 'op'
  | 'sch'
  | 'prod'
  | 'page'
  | 'plan'
  | 'app'
  | 'sub'
  | 'cred'
  | 'term'
  | 'cus'
  | 'inv'
  | 'line'
  | 'cn'
  | 'crd'
  | 'pay'
  | 'task'
  | 'mail'
  | 'drift'
  | 'req'

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'
let lastMs = 0
let sequence = 0

/**
 * A new id: `<prefix>_` + 9 base36 digits of time in ms + 3 of a counter + 10 random. Ids made by one process sort in
 * the order they were made; ids of different processes sort by time to the millisecond.
 */
export function newId(prefix: IdPrefix): string {
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    sequence = 0
  } else sequence++
  let random = ''
  for (const byte of randomBytes(10)) random += ALPHABET[byte % 36]
  return `${prefix}_${lastMs.toString(36).padStart(9, '0')}${sequence.toString(36).padStart(3, '0')}${random}`
}
