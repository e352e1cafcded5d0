import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { DEFAULT_ENVIRONMENT_ID } from '#lib/core/config-change.ts'
import type { Lease } from './contract/index.ts'
import { closeDatabase, openDatabase } from './database.ts'
import { startJobs } from './jobs/start-jobs.ts'
import { createMetrics } from './metrics.ts'
import { pollEnvironment } from './poll-environment.ts'
import { recordNobodyConnected } from './record-hello.ts'
import { CheckReport } from './report-check.ts'
import { limitTurns } from './serve/lane.ts'
import { createSyncServer } from './serve/listen.ts'
import { Presence } from './serve/presence.ts'
import { CLOSE } from './serve/session.ts'
import { Sessions } from './serve/sessions.ts'
import type { SyncContext } from './serve/sync-context.ts'
import { StateKeeper } from './state/state-keeper.ts'
import { DatabaseWatch } from './watch-database.ts'

// Together below the size of the bulk pool.
const SNAPSHOTS_AT_ONCE = 2
const USAGE_BATCHES_AT_ONCE = 5
/** Longer than this without a word from the database, and what sync holds counts as unconfirmed. */
const CONFIRMATION_MS = 5_000

export type Sync = { port: number; stop: () => Promise<void> }

/**
 * Starts sync: loads the state, then listens on `port` (0 for any). Rejects when the database cannot be read. Objects
 * belong to no environment but the default one so far, so that is the one that is served.
 */
export async function startSync(options: {
  port: number
  connectionString: string
  /** Where browsers reach the portal: its reference may call every API. */
  portalOrigin: string | null
  log: Logger
}): Promise<Sync> {
  const { log, connectionString } = options
  const environmentId = DEFAULT_ENVIRONMENT_ID
  const database = openDatabase(connectionString, (err) => log.warn({ err }, 'a database connection broke'))
  const sessions = new Sessions()
  const presence = new Presence()
  const metrics = createMetrics()
  let lease: Lease = { seconds: 1, onExpiry: 'refuse' }
  let confirmedAt = 0

  const onAdvance = () => {
    sessions.offer(false)
    checkReport.update(keeper.state)
  }
  const keeper = new StateKeeper(database, environmentId, onAdvance, { portalOrigin: options.portalOrigin })
  const checkReport = new CheckReport(database, environmentId, log)
  const isConfirmed = () => Date.now() - confirmedAt < CONFIRMATION_MS
  const advance = async (urgent: boolean) => {
    await keeper.advance()
    // What is urgent does not wait for the end of a backoff either.
    if (urgent) sessions.offer(true)
  }
  const poll = async () => {
    const connected = sessions.list().map((session) => session.gateway)
    const now = await pollEnvironment(database.control, environmentId, connected)
    if (now.revision !== keeper.state.running.revision) await advance(false)
    confirmedAt = Date.now()
    const isLeaseChanged = now.lease.seconds !== lease.seconds || now.lease.onExpiry !== lease.onExpiry
    lease = now.lease
    // A lease is told in the welcome only: gateways come back for the new one.
    if (isLeaseChanged && sessions.size > 0) void sessions.closeAll(CLOSE.restart, 'the lease changed')
    for (const session of sessions.list())
      if (now.expelled.has(session.gateway.id)) session.close(CLOSE.policy, 'removed')
    await presence.flush(database.control, lease.seconds)
  }

  const context: SyncContext = {
    database,
    keeper,
    environmentId,
    presence,
    metrics,
    lease: () => lease,
    checkFailure: () => checkReport.failure,
    isConfirmed,
    gatewayCount: () => sessions.size,
    withSnapshotTurn: limitTurns(SNAPSHOTS_AT_ONCE),
    withUsageTurn: limitTurns(USAGE_BATCHES_AT_ONCE),
  }
  const startedAt = Date.now()
  await recordNobodyConnected(database.control, environmentId)
  await keeper.load()
  await poll()
  checkReport.update(keeper.state)
  log.info(
    { ...keeper.state.running, credentials: keeper.state.credentialCount, ms: Date.now() - startedAt },
    'state loaded',
  )

  const watch = new DatabaseWatch({ connectionString, environmentId, log, advance, poll })
  watch.start()
  const guard = setInterval(() => {
    if (!isConfirmed() && sessions.size > 0) void sessions.closeAll(CLOSE.tryLater, 'the database is away')
  }, 1_000)
  const server = createSyncServer(context, sessions, log)
  server.listen(options.port)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  log.info({ port }, 'sync listens')
  const stopJobs = startJobs(connectionString, log, ({ job, outcome, ms }) => {
    metrics.jobRuns.inc({ job, outcome })
    metrics.jobSeconds.set({ job }, ms / 1000)
  })

  return {
    port,
    stop: async () => {
      server.close()
      clearInterval(guard)
      await watch.stop()
      await Promise.all([stopJobs(), sessions.closeAll(CLOSE.goingAway, 'sync stops')])
      await presence.flush(database.control, lease.seconds).catch(() => {})
      server.closeAllConnections()
      await closeDatabase(database)
    },
  }
}
