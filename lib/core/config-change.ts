import type { Transaction } from './db.ts'

/** The one environment every installation starts with. */
export const DEFAULT_ENVIRONMENT_ID = 'env_production'
/** Channel that `sync` listens on; the payload is `{environmentId, revision, isUrgent}`. */
export const CONFIG_CHANGE_CHANNEL = 'config_change'

export type TouchedKind = 'api' | 'product' | 'plan' | 'subscription' | 'credential' | 'application'
export type Touched = { kind: TouchedKind; id: string }

export type ConfigChangeInput = {
  touched: Touched[]
  auditEntryId: string
  /** A revocation or suspension: travels before everything else. */
  isUrgent?: boolean
  environmentId?: string
}

/**
 * Takes the environment's next revision under its row lock and records which objects changed, in the verb's own
 * transaction. Call it last: the lock is held until the commit, so revisions commit in their order and a reader that
 * asks for `revision > cursor` can miss none. Returns the revision.
 */
export async function configChange(tx: Transaction, input: ConfigChangeInput): Promise<number> {
  const environmentId = input.environmentId ?? DEFAULT_ENVIRONMENT_ID
  const { revision } = await tx.environment.update({
    where: { id: environmentId },
    data: { revision: { increment: 1 } },
    select: { revision: true },
  })
  const isUrgent = input.isUrgent ?? false
  await tx.configChange.create({
    data: { environmentId, revision, touched: input.touched, isUrgent, auditEntryId: input.auditEntryId },
  })
  const payload = JSON.stringify({ environmentId, revision, isUrgent })
  await tx.$executeRaw`SELECT pg_notify(${CONFIG_CHANGE_CHANNEL}, ${payload})`
  return revision
}

/** The environment's latest revision, for verbs that repeat without changing anything. */
export async function currentRevision(
  tx: Transaction,
  environmentId = DEFAULT_ENVIRONMENT_ID,
): Promise<number> {
  const environment = await tx.environment.findUniqueOrThrow({
    where: { id: environmentId },
    select: { revision: true },
  })
  return environment.revision
}
