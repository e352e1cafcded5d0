import { authorize, type Permission } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import type { Transaction } from '#lib/core/db.ts'
import { AppError, notFound } from '#lib/core/errors.ts'

/** Throws unless the organization is a sandbox: nobody plays with what is real. */
export function requireSandbox({ name, isSandbox }: { name: string; isSandbox: boolean }): void {
  if (!isSandbox)
    throw new AppError('invalid_state', `${name} is no sandbox: its clock, keys and payments are real.`)
}

/**
 * Loads an organization with its clock and locks it until the commit. Throws as `authorize` does, and `invalid_state` where
 * it is no sandbox.
 */
export async function lockSandbox(tx: Transaction, actor: Actor, permission: Permission, id: string) {
  authorize(actor, permission, id)
  await tx.$queryRaw`SELECT 1 FROM "organization" WHERE "id" = ${id} FOR UPDATE`
  const organization =
    (await tx.organization.findUnique({
      where: { id },
      select: { id: true, name: true, isSandbox: true, clockOffsetMs: true },
    })) ?? notFound('organization', id)
  requireSandbox(organization)
  return organization
}
