import { revisionStatusAction } from '#app/actions/revision.ts'
import { Propagation } from '#components/patterns/propagation.tsx'
import { ClockPanel, type LastMove } from '#components/sandbox/clock-panel.tsx'
import { listChanges } from '#lib/change/queries.ts'
import { can } from '#lib/core/authorize.ts'
import type { Actor } from '#lib/core/context.ts'
import { listInvoices } from '#lib/invoice/queries.ts'
import { listAhead } from '#lib/sandbox/queries.ts'
import type { SandboxListItem, SandboxMail } from '#lib/sandbox/schema.ts'
import { moveClockAction } from '../actions.ts'

type Props = { actor: Actor; sandbox: SandboxListItem; mails: SandboxMail[] }

/** The sandbox's clock, and what came of turning it. */
export async function SandboxClock({ actor, sandbox, mails }: Props) {
  const { organizationId, clockOffsetMs } = sandbox
  const [ahead, lastMove] = await Promise.all([
    listAhead(actor, organizationId),
    lastMoveOf(actor, organizationId, mails),
  ])
  const mayMove = can(actor, 'application:update', organizationId)
  return (
    <ClockPanel
      offsetMs={clockOffsetMs}
      ahead={ahead}
      lastMove={lastMove}
      move={mayMove ? moveClockAction.bind(null, organizationId) : null}
    />
  )
}

/** The last time that the clock was moved, with what was invoiced and written since. */
async function lastMoveOf(
  actor: Actor,
  organizationId: string,
  mails: SandboxMail[],
): Promise<LastMove | null> {
  const { data } = await listChanges(actor, { organizationId, event: 'sandbox.clock_moved', limit: 1 })
  const [change] = data
  if (!change?.status) return null
  const from = new Date(String(change.before?.now))
  const invoices = await listInvoices(actor, { organizationId, from: from.toISOString(), limit: 100 })
  return {
    from,
    to: new Date(String(change.after?.now)),
    receipt: (
      <Propagation
        key={change.id}
        initial={change.status}
        fetchStatus={revisionStatusAction.bind(null, change.status.revision)}
        verb="Clock holds"
      />
    ),
    invoices: invoices.data.map(({ id, number }) => ({ id, name: number ?? 'Invoice' })),
    mails: mails.filter(({ createdAt }) => createdAt >= change.at).length,
  }
}
