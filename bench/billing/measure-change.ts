import { setTimeout as sleep } from 'node:timers/promises'
import { db } from '#lib/core/db.ts'
import type { Probe, Probed } from './probe.ts'

const WITHIN_MS = 10_000
const BEFORE_MS = 20
/** So much longer the probe goes on after the receipt, to see whether the gateway keeps to it. */
const AFTER_MS = 30
/** Times in the database are whole milliseconds. */
const ROUNDING_MS = 1

/** Something that a verb changes, and how an answer shows that it holds. */
export type Change = {
  verb: () => Promise<{ revision: number }>
  holds: (answer: Probed) => boolean
}

export type Measured = {
  /** From the commit to the gateway's receipt of that revision, by the database's clock. */
  receiptMs: number
  /** From the commit to the first answer by which the change holds. */
  answerMs: number
  /** Answers to requests that were sent after the receipt, and by which it did not hold. */
  brokenAfterReceipt: number
  /** Answers from before the verb by which it held already: what was measured is not the change. */
  tooEarly: number
}

/** When the change was committed, and when the first receipt that covers it was taken in. */
async function untilReceipt(revision: number): Promise<{ committedAt: number; enforcedAt: number }> {
  const { committedAt } = await db.configChange.findFirstOrThrow({ where: { revision } })
  const until = performance.now() + WITHIN_MS
  while (performance.now() < until) {
    const receipt = await db.receipt.findFirst({
      where: { revision: { gte: revision } },
      orderBy: { enforcedAt: 'asc' },
    })
    if (receipt) return { committedAt: committedAt.getTime(), enforcedAt: receipt.enforcedAt.getTime() }
    await sleep(5)
  }
  throw new Error(`There was no receipt of revision ${revision} within ${WITHIN_MS} ms.`)
}

/** Asks all the while, calls the verb, and says when its receipt came and when the answers showed it. */
export async function measureChange(probe: Probe, { verb, holds }: Change): Promise<Measured> {
  let receipted = Number.POSITIVE_INFINITY
  const isOver = (answer: Probed): boolean => holds(answer) && answer.sentAt > receipted + AFTER_MS
  const asking = probe.askUntil(isOver, WITHIN_MS)
  await sleep(BEFORE_MS)
  const calledAt = Date.now()
  const { revision } = await verb()
  const { committedAt, enforcedAt } = await untilReceipt(revision)
  receipted = enforcedAt
  const answers = await asking
  const first = answers.find((answer) => holds(answer) && answer.answeredAt >= committedAt)
  if (!first) throw new Error(`Revision ${revision} did not show in ${answers.length} answers.`)
  return {
    receiptMs: enforcedAt - committedAt,
    answerMs: first.answeredAt - committedAt,
    brokenAfterReceipt: answers.filter((answer) => answer.sentAt > enforcedAt + ROUNDING_MS && !holds(answer))
      .length,
    tooEarly: answers.filter((answer) => answer.answeredAt < calledAt && holds(answer)).length,
  }
}
