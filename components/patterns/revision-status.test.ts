import { describe, expect, it } from 'vitest'
import type { RevisionStatus } from '#lib/revision/schema.ts'
import { describeRevision } from './revision-status.ts'

type Gateway = RevisionStatus['gateways'][number]

const gateway = (name: string, latencyMs: number | null): Gateway => ({
  id: `gw_${name}`,
  name,
  appliedRevision: 7,
  enforcedAt: latencyMs === null ? null : '2026-11-21T05:00:00.000Z',
  latencyMs,
  reason: null,
})

function status(state: RevisionStatus['state'], ...gateways: Gateway[]): RevisionStatus {
  const proven = gateways.filter((one) => one.enforcedAt !== null)
  return {
    revision: 7,
    committedAt: '2026-11-21T05:00:00.000Z',
    state,
    enforced: proven.length,
    total: gateways.length,
    slowestLatencyMs: proven.length > 0 ? Math.max(...proven.map((one) => one.latencyMs ?? 0)) : null,
    gateways,
    waitingFor: gateways
      .filter((one) => one.enforcedAt === null)
      .map(({ id, name }) => ({
        id,
        name,
        since: null,
        leaseExpiresAt: null,
        isConnected: true,
        rejectedReason: null,
      })),
  }
}

describe('where a revision holds', () => {
  it('names the slowest gateway’s time when all enforce it', () => {
    const view = describeRevision(status('enforced', gateway('a', 12), gateway('b', 84)), 'Refused')
    expect(view).toEqual({ tone: 'success', text: 'Refused at 2 of 2 gateways', detail: '84 ms' })
  })
  it('names who is waited for', () => {
    const view = describeRevision(status('propagating', gateway('a', 12), gateway('b', null)), 'Enforced')
    expect(view).toEqual({ tone: 'info', text: 'Enforced at 1 of 2 gateways', detail: 'waiting for b' })
  })
  it('does not take no gateway for all', () => {
    expect(describeRevision(status('no_gateways'), 'Enforced').tone).toBe('neutral')
  })
})
