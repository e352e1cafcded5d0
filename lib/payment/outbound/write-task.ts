import type { Transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'

/** What goes out to Stripe. */
export type TaskKind = 'stripe.invoice' | 'stripe.pay' | 'stripe.credit_note'

type Task = { kind: TaskKind; objectId: string; dedupeKey: string }

/**
 * Notes work that goes out over the network after the commit, in the verb's own transaction: it is done once the commit is
 * there, or never. A second task of one key is not written.
 */
export async function writeTask(tx: Transaction, task: Task): Promise<void> {
  await tx.outboundTask.createMany({ data: [{ id: newId('task'), ...task }], skipDuplicates: true })
}
