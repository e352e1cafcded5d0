import type { Reader, Transaction } from './db.ts'

/** What a clock needs to know of the organization that consumes. */
type Clocked = { clockOffsetMs: bigint | number }

/**
 * The present moment in the own time of an organization's subscriptions: the real one, or a sandbox's test clock. What is
 * billed, renewed or ended is decided by it.
 */
export const subscriptionNow = ({ clockOffsetMs }: Clocked, now = Date.now()): Date =>
  new Date(now + Number(clockOffsetMs))

/** An organization's clock, as far as it is turned on. */
export const clockOf = (reader: Reader, organizationId: string): Promise<Clocked> =>
  reader.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { clockOffsetMs: true },
  })

/** The same, and nobody turns it, or makes the organization a sandbox, until the commit. */
export async function holdClock(tx: Transaction, organizationId: string): Promise<Clocked> {
  await tx.$queryRaw`SELECT 1 FROM "organization" WHERE "id" = ${organizationId} FOR SHARE`
  return clockOf(tx, organizationId)
}
