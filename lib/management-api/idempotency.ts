import { createHash } from 'node:crypto'
import { db } from '#lib/core/db.ts'
import { AppError, invalidField } from '#lib/core/errors.ts'
import type { Answer } from './answer.ts'
import { seal, unseal } from './seal.ts'

/** How long an answer is kept, and after which time a call that never answered is taken to have died. */
const KEPT_HOURS = 24
const STUCK_SECONDS = 60
const EXPIRED_ROWS_PER_CALL = 100

export type IdempotentCall = {
  /** Keys of one token do not meet another's. */
  tokenId: string
  /** Seals the answer, which may hold a secret. */
  token: string
  key: string
  method: string
  path: string
  body: Uint8Array
}

export type Idempotent = { answer: Answer; isReplayed: boolean }

/** The header's value, or null when there is none. Throws `invalid_input` for one that is not 1–255 visible characters. */
export function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key')
  if (key === null) return null
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    invalidField('Idempotency-Key', 'Use 1 to 255 visible ASCII characters.')
  return key
}

const hashOf = (call: IdempotentCall): string =>
  createHash('sha256').update(`${call.method} ${call.path}\n`).update(call.body).digest('hex')

/**
 * Takes the key for this call: a new one, one that expired, or one whose call died. One statement, so of two calls at
 * once just one gets it. Answers the row's time, which names the claim, or null.
 */
async function claim(call: IdempotentCall, requestHash: string): Promise<Date | null> {
  const rows = await db.$queryRaw<{ createdAt: Date }[]>`
    INSERT INTO idempotency_key AS kept ("ownerId", key, "requestHash", "createdAt")
    VALUES (${call.tokenId}, ${call.key}, ${requestHash}, clock_timestamp())
    ON CONFLICT ("ownerId", key) DO UPDATE
      SET "requestHash" = EXCLUDED."requestHash", status = NULL, body = NULL, "createdAt" = EXCLUDED."createdAt"
      WHERE kept."createdAt" < clock_timestamp() - make_interval(hours => ${KEPT_HOURS})
         OR (kept.status IS NULL AND kept."requestHash" = EXCLUDED."requestHash"
             AND kept."createdAt" < clock_timestamp() - make_interval(secs => ${STUCK_SECONDS}))
    RETURNING "createdAt"`
  return rows[0]?.createdAt ?? null
}

/** The answer that the first call got. Throws when it is still at work, or was another call. */
async function replay(call: IdempotentCall, requestHash: string): Promise<Answer> {
  const where = { ownerId_key: { ownerId: call.tokenId, key: call.key } }
  const kept = await db.idempotencyKey.findUnique({ where })
  if (kept && kept.requestHash !== requestHash)
    throw new AppError('idempotency_conflict', 'Use a new Idempotency-Key for a call that differs.')
  if (!kept || kept.status === null)
    throw new AppError(
      'idempotency_in_progress',
      'The first call is still at work. Repeat this one in a second.',
    )
  const text = unseal(String(kept.body), call.token)
  return { status: kept.status, text }
}

async function keep(call: IdempotentCall, createdAt: Date, answer: Answer): Promise<void> {
  const mine = { ownerId: call.tokenId, key: call.key, createdAt }
  if (answer.status >= 500) {
    await db.idempotencyKey.deleteMany({ where: mine })
    return
  }
  const data = { status: answer.status, body: seal(answer.text, call.token) }
  await db.idempotencyKey.updateMany({ where: mine, data })
}

/** Each call clears away more than it adds, so the table stays as small as a day is busy. */
async function forgetExpired(): Promise<void> {
  await db.$executeRaw`
    DELETE FROM idempotency_key WHERE ("ownerId", key) IN (
      SELECT "ownerId", key FROM idempotency_key
      WHERE "createdAt" < clock_timestamp() - make_interval(hours => ${KEPT_HOURS})
      ORDER BY "createdAt" LIMIT ${EXPIRED_ROWS_PER_CALL} FOR UPDATE SKIP LOCKED)`
}

/**
 * Runs `work` once a key: a repetition gets the same status and body. Throws `idempotency_in_progress` while the first
 * call works (for 60 s: after that it is taken to have died), `idempotency_conflict` when method, path or body differ.
 * Answers from 500 on are not kept. `work` must not throw.
 */
export async function idempotent(call: IdempotentCall, work: () => Promise<Answer>): Promise<Idempotent> {
  const requestHash = hashOf(call)
  const createdAt = await claim(call, requestHash)
  if (!createdAt) return { answer: await replay(call, requestHash), isReplayed: true }
  const answer = await work()
  await keep(call, createdAt, answer)
  await forgetExpired()
  return { answer, isReplayed: false }
}
