import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 passes, 1 lane. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const TAG_LENGTH = 32
const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,})\$([A-Za-z0-9+/]{22,})$/

const toBase64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

/** The digest of a password in PHC form: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. About 30 ms. */
export async function digestPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce,
    parallelism: LANES,
    tagLength: TAG_LENGTH,
    memory: MEMORY_KIB,
    passes: PASSES,
  })
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${toBase64(nonce)}$${toBase64(tag)}`
}

/** A digest that no password has: what unknown people are checked against, so that their refusal takes as long. */
const nobodys = digestPassword(randomBytes(24).toString('base64'))

/** True when the password has this digest. Without one, the same work is done and the answer is false. */
export async function verifyPassword(password: string, digest: string | null): Promise<boolean> {
  const [, memory, passes, lanes, salt, tag] = PHC.exec(digest ?? (await nobodys)) ?? []
  if (!salt || !tag) throw new Error('A stored password digest is not argon2id in PHC form.')
  const expected = Buffer.from(tag, 'base64')
  const actual = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64'),
    parallelism: Number(lanes),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
  })
  return timingSafeEqual(actual, expected) && digest !== null
}
