import { audit } from '#lib/core/audit.ts'
import { requireSignedIn } from '#lib/core/authorize.ts'
import { subscriptionNow } from '#lib/core/clock.ts'
import { configChange } from '#lib/core/config-change.ts'
import type { Actor } from '#lib/core/context.ts'
import { transaction } from '#lib/core/db.ts'
import { invalidField } from '#lib/core/errors.ts'
import { parse } from '#lib/core/parse.ts'
import { lockSandbox } from './require-sandbox.ts'
import { CLOCK_MOVE_MS_MAX, type ClockMoved, MoveClock } from './schema.ts'
import { turnClock } from './turn-clock.ts'

/** How far to move from `now`, in ms. A moment that has passed, or lies too far ahead, is refused at its field. */
function distance(now: Date, { to, bySeconds }: MoveClock): number {
  if (to === undefined) return bySeconds! * 1_000
  const byMs = Date.parse(to) - now.getTime()
  if (byMs <= 0) invalidField('to', `A clock only goes forward, and it is ${now.toISOString()} there.`)
  if (byMs > CLOCK_MOVE_MS_MAX) invalidField('to', 'Move it by 400 days at most at once.')
  return byMs
}

/**
 * Moves a sandbox's test clock on: quotas and budgets start anew, keys expire and trials end at the gateways with the
 * answered revision; renewals, invoices and dunning that fall due follow within seconds. Forward only.
 */
export async function moveClock(actor: Actor, input: MoveClock): Promise<ClockMoved> {
  requireSignedIn(actor)
  const move = parse(MoveClock, input)
  return transaction(async (tx) => {
    const { organizationId } = move
    const organization = await lockSandbox(tx, actor, 'application:update', organizationId)
    const before = subscriptionNow(organization)
    const byMs = distance(before, move)
    const touched = await turnClock(tx, organizationId, byMs)
    const now = new Date(before.getTime() + byMs)
    const auditEntryId = await audit(tx, actor, {
      organizationId,
      event: 'sandbox.clock_moved',
      object: { kind: 'organization', id: organizationId, name: organization.name },
      before: { now: before },
      after: { now },
    })
    return { organizationId, now, revision: await configChange(tx, { touched, auditEntryId }) }
  })
}
