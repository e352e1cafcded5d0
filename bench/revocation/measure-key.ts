import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { createCredential } from '#lib/credential/create-credential.ts'
import { revokeCredential } from '#lib/credential/revoke-credential.ts'
import { type Answer, openLoop } from '../open-loop.ts'
import { untilAnswers } from '../processes.ts'

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

/** What `Date.now()` is ahead of `performance.now()`, taken at the moment a millisecond begins. */
function wallAhead(): number {
  const before = Date.now()
  let now = Date.now()
  while (now === before) now = Date.now()
  return now - performance.now()
}

async function committedAt(revision: number): Promise<number> {
  const change = await db.configChange.findFirstOrThrow({
    where: { revision },
    select: { committedAt: true },
  })
  return change.committedAt.getTime()
}

/** Makes a key, calls with it 1,000 times a second, revokes it, and says when the gateway refused it. */
export async function measureKey(actor: Actor, applicationId: string, url: string): Promise<Revocation> {
  const { id, secret } = await createCredential(actor, { applicationId, name: 'Measured' })
  const headers = { 'X-API-Key': secret }
  await untilAnswers(url, headers)
  const answers: Answer[] = []
  const load = openLoop(url, headers, PER_SECOND, (answer) => answers.push(answer))
  await sleep(BEFORE_MS)
  const { revision } = await revokeCredential(actor, { id })
  const resolvedAt = performance.now()
  while (!answers.some(({ status }) => status === 401)) {
    if (performance.now() > resolvedAt + REFUSED_WITHIN_MS) break
    await sleep(5)
  }
  await sleep(AFTER_MS)
  await load.stop()
  const from = Math.min(resolvedAt, (await committedAt(revision)) - wallAhead())
  const refusedAt = Math.min(
    ...answers.filter(({ status }) => status === 401).map((answer) => answer.answeredAt),
  )
  return {
    latencyMs: refusedAt - from,
    passedAfterRefusal: answers.filter(({ status, sentAt }) => status === 200 && sentAt > refusedAt).length,
    other: answers.filter(({ status }) => status !== 200 && status !== 401).length,
  }
}
