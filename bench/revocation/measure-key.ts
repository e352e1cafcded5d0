import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { createCredential } from '#lib/credential/create-credential.ts'
import { revokeCredential } from '#lib/credential/revoke-credential.ts'
import { untilAnswers } from '../processes.ts'
import type { KeyLoad } from './key-load.ts'
import { wallAhead } from './wall-clock.ts'

const PER_SECOND = 1_000
const BEFORE_MS = 150
const AFTER_MS = 50
const REFUSED_WITHIN_MS = 5_000

export type Revocation = {
  /** From the commit, or the verb's answer when that was earlier, to the answer of the first request that was refused. */
  latencyMs: number
  /** Requests that were sent after a refusal had been answered, and passed all the same. */
  passedAfterRefusal: number
  /** Answers that were neither passed nor refused as revoked. */
  other: number
}

async function committedAt(revision: number): Promise<number> {
  const change = await db.configChange.findFirstOrThrow({
    where: { revision },
    select: { committedAt: true },
  })
  return change.committedAt.getTime()
}

/** Makes a key, calls with it 1,000 times a second, revokes it, and says when the gateway refused it. */
export async function measureKey(
  load: KeyLoad,
  actor: Actor,
  applicationId: string,
  url: string,
): Promise<Revocation> {
  const { id, secret } = await createCredential(actor, { applicationId, name: 'Measured' })
  const headers = { 'X-API-Key': secret }
  await untilAnswers(url, headers)
  const ahead = wallAhead()
  load.begin({ url, headers, perSecond: PER_SECOND })
  await sleep(BEFORE_MS)
  const refused = load.refused(REFUSED_WITHIN_MS)
  const { revision } = await revokeCredential(actor, { id })
  const resolvedAt = performance.now() + ahead
  await refused
  await sleep(AFTER_MS)
  const seen = await load.end()
  const from = Math.min(resolvedAt, await committedAt(revision))
  const refusedAt = Math.min(...seen.filter(({ status }) => status === 401).map((one) => one.answeredAt))
  return {
    latencyMs: refusedAt - from,
    passedAfterRefusal: seen.filter(({ status, sentAt }) => status === 200 && sentAt > refusedAt).length,
    other: seen.filter(({ status }) => status !== 200 && status !== 401).length,
  }
}
