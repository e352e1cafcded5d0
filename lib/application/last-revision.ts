import { currentRevision } from '#lib/core/config-change.ts'
import type { Transaction } from '#lib/core/db.ts'

/** The revision of the last change of this object that reached the configuration; the latest one without any. */
export async function lastRevisionOf(tx: Transaction, objectId: string): Promise<number> {
  const entry = await tx.auditEntry.findFirst({
    where: { objectId, configChange: { isNot: null } },
    orderBy: { id: 'desc' },
    select: { configChange: { select: { revision: true } } },
  })
  return entry?.configChange?.revision ?? currentRevision(tx)
}
