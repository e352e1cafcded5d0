import type { Lease } from '../contract/index.ts'
import type { Database } from '../database.ts'
import type { Metrics } from '../metrics.ts'
import type { CheckFailure } from '../record-receipt.ts'
import type { StateKeeper } from '../state/state-keeper.ts'
import type { Presence } from './presence.ts'

/** What every gateway's session shares. */
export type SyncContext = {
  database: Database
  keeper: StateKeeper
  environmentId: string
  presence: Presence
  metrics: Metrics
  lease: () => Lease
  checkFailure: () => CheckFailure | null
  /** Whether the database confirmed the present revision just now: a stale view renews no lease. */
  isConfirmed: () => boolean
  /** Gateways that are connected, for sharing out quotas. */
  gatewayCount: () => number
  /** Few snapshots, and few usage batches, are at work at a time. */
  withSnapshotTurn: (work: () => Promise<void>) => Promise<void>
  withUsageTurn: (work: () => Promise<void>) => Promise<void>
}
