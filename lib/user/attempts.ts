import { db } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { newId } from '#lib/core/id.ts'

const WINDOW_MS = 15 * 60_000
const FAILURES_MAX = { email: 10, address: 50 }
/** Accounts that one network address may make in the window: an office behind one address signs up, a robot does not. */
const SIGN_UPS_MAX = 30

export type Attempt = { emailKey: string; ids: string[] }

/** Throws when `key` has more failures in the window than it may, this one counted; says when the next try is open. */
async function requireRoom(key: string, max: number): Promise<void> {
  const failures = await db.signInAttempt.findMany({
    where: { key, isSuccessful: false, createdAt: { gt: new Date(Date.now() - WINDOW_MS) } },
    select: { createdAt: true },
    orderBy: { createdAt: 'desc' },
    take: max + 1,
  })
  if (failures.length <= max) return
  // The next try is open when all but `max - 1` of the earlier failures have left the window.
  const retryAt = new Date(failures[max]!.createdAt.getTime() + WINDOW_MS)
  const minutes = Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / 60_000))
  throw new AppError(
    'too_many_attempts',
    `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    { extra: { retryAt: retryAt.toISOString() } },
  )
}

/**
 * Counts a try as failed before its password is looked at, so that many at once cannot slip past the limit. Throws
 * `too_many_attempts` with `retryAt`; a try refused here is not counted, so the wait does not grow.
 */
export async function recordAttempt(input: { email: string; address: string }): Promise<Attempt> {
  const emailKey = `email:${input.email}`
  const addressKey = `address:${input.address}`
  const ids = [newId('try'), newId('try')]
  await db.signInAttempt.createMany({
    data: [
      { id: ids[0]!, key: emailKey, isSuccessful: false },
      { id: ids[1]!, key: addressKey, isSuccessful: false },
    ],
  })
  try {
    await requireRoom(emailKey, FAILURES_MAX.email)
    await requireRoom(addressKey, FAILURES_MAX.address)
  } catch (error) {
    await db.signInAttempt.deleteMany({ where: { id: { in: ids } } })
    throw error
  }
  return { emailKey, ids }
}

/** After a right password: the e-mail's failures are forgotten, and with them all attempts that no window reaches. */
export async function forgiveAttempts({ emailKey, ids }: Attempt): Promise<void> {
  await db.signInAttempt.updateMany({ where: { id: { in: ids } }, data: { isSuccessful: true } })
  await db.signInAttempt.deleteMany({
    where: {
      OR: [{ key: emailKey, isSuccessful: false }, { createdAt: { lt: new Date(Date.now() - WINDOW_MS) } }],
    },
  })
}

/** Counts a sign-up by its network address. Throws `too_many_attempts` when it made too many; that one is not counted. */
export async function recordSignUp(address: string): Promise<void> {
  const key = `sign-up:${address}`
  const id = newId('try')
  await db.signInAttempt.create({ data: { id, key, isSuccessful: false } })
  try {
    await requireRoom(key, SIGN_UPS_MAX)
  } catch (error) {
    await db.signInAttempt.delete({ where: { id } })
    throw error
  }
}
