import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import { HEARTBEAT_INTERVAL_MS, PROTOCOL_VERSION, ResourceKind } from '#gateway-sync/contract/index.ts'
import { startAdminServer } from './admin/admin-server.ts'
import { createMetrics, total } from './admin/metrics.ts'
import { ConfigurationApplier } from './config/apply.ts'
import { ConfigurationIntake } from './config/configuration-intake.ts'
import { ConfigurationStore } from './config/store.ts'
import { WorkerFleet } from './control/worker-fleet.ts'
import type { Settings } from './environment.ts'
import { newBoot } from './journal/decision-id.ts'
import { SettledMarks } from './journal/settled-marks.ts'
import { Shipper } from './journal/shipper.ts'
import { SpendingStore } from './journal/spending-store.ts'
import { SlotWriter } from './limit/slot-writer.ts'
import { Control } from './memory/control.ts'
import { CONNECTIONS, JOURNAL_BYTES, JOURNALED, SEEN, SEGMENT, SEGMENT_BYTES } from './memory/counters.ts'
import { GrantLog } from './quota/grant-log.ts'
import { QuotaBroker } from './quota/quota-broker.ts'
import { SyncConnection } from './sync/connection.ts'
import { LeaseKeeper } from './sync/lease-keeper.ts'
import { receiveFrame } from './sync/receive-frame.ts'
import { GATEWAY_VERSION } from './version.ts'

const PUMP_INTERVAL_MS = 100
const CHECKPOINT_INTERVAL_MS = 1_000
const FOLD_INTERVAL_MS = 3_600_000
const RETURN_TIMEOUT_MS = 2_000
const FLUSH_TIMEOUT_MS = 3_000

/** One gateway process: it holds state, disk and connections; its worker threads serve requests. */
export class Gateway {
  readonly #settings: Settings
  readonly #logger: Logger
  readonly #boot = newBoot(Date.now())
  readonly #control = new Control()
  readonly #slots = new SlotWriter()
  readonly #fleet: WorkerFleet
  readonly #store: ConfigurationStore
  readonly #spending: SpendingStore
  readonly #grants: GrantLog
  readonly #quotas: QuotaBroker
  readonly #intake: ConfigurationIntake
  readonly #applier: ConfigurationApplier
  readonly #connection: SyncConnection
  readonly #lease: LeaseKeeper
  readonly #timers: NodeJS.Timeout[] = []
  #shipper!: Shipper
  readonly #settled = new SettledMarks()
  #admin: Server | null = null
  #isDraining = false

  /** Reads the last good state from disk. `onFatal` is told of what the process must not survive. */
  constructor(settings: Settings, logger: Logger, onFatal: (error: Error) => void) {
    this.#settings = settings
    this.#logger = logger
    const directory = resolve(settings.environment.GATEWAY_DATA_DIR)
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    this.#store = new ConfigurationStore(directory, logger)
    this.#spending = new SpendingStore(join(directory, 'spending.json'), this.#journalRoot)
    this.#spending.recover(Date.now())
    this.#grants = new GrantLog(join(directory, 'grants.ndjson'), Date.now())
    this.#lease = new LeaseKeeper(join(directory, 'lease.json'), this.#control, logger)
    const send = (message: Parameters<SyncConnection['send']>[0]): boolean => this.#connection.send(message)
    this.#fleet = new WorkerFleet({
      onQuotaAsk: (slot) => this.#quotas.ask(slot),
      onJournalFailed: (message) =>
        logger.error({ message }, 'the journal cannot be written: requests are refused'),
      onFault: (message) => logger.error({ message }, 'a request failed by a fault of the gateway'),
      onFatal,
    })
    this.#quotas = new QuotaBroker({
      slots: this.#slots,
      grants: this.#grants,
      spending: this.#spending,
      broadcast: (message) => this.#fleet.broadcast(message),
      send,
    })
    this.#applier = new ConfigurationApplier({
      fleet: this.#fleet,
      slots: this.#slots,
      quotas: this.#quotas,
      control: this.#control,
      store: this.#store,
      onFailedProof: (checks) => logger.error({ checks }, 'a change does not hold as it must'),
    })
    this.#intake = new ConfigurationIntake(this.#store.load(), this.#applier, send, logger)
    this.#connection = this.#connect()
  }

  get #journalRoot(): string {
    return join(resolve(this.#settings.environment.GATEWAY_DATA_DIR), 'journal')
  }

  /** Starts serving from what is on disk, and connects to sync. Settles with the ports once requests are taken. */
  async start(): Promise<{ port: number; adminPort: number }> {
    const { environment } = this.#settings
    const { state } = this.#intake
    const configuration = this.#applier.wholeOf(state)
    this.#foldSpending()
    for (const [subscriptionId, spans] of this.#spending.rates) this.#slots.restoreRate(subscriptionId, spans)
    state.credentials.takeGrowth()
    this.#slots.takeGrowth()
    this.#control.revision = state.revision
    const port = await this.#fleet.start(environment.GATEWAY_WORKERS, {
      boot: this.#boot,
      environment,
      port: environment.GATEWAY_PORT,
      journalDirectory: join(this.#journalRoot, this.#boot),
      control: this.#control.memory,
      slots: this.#slots.memory,
      credentials: state.credentials.memory,
      configuration,
    })
    this.#shipper = this.#newShipper()
    const metrics = createMetrics(this.#fleet.counters, {
      revision: () => this.#intake.state.revision,
      credentials: () => this.#intake.state.credentials.size,
      isConnected: () => this.#connection.isOpen,
      owedBytes: () => this.#owedBytes,
      leaseSecondsLeft: () => this.#lease.secondsLeft,
      rejections: () => this.#intake.rejections,
    })
    const admin = await startAdminServer(environment.GATEWAY_ADMIN_PORT, {
      metrics,
      unready: () => this.#unready(),
      state: () => this.#describe(),
    })
    this.#admin = admin.server
    this.#every(PUMP_INTERVAL_MS, () => this.#connection.isOpen && this.#shipper.pump())
    this.#every(CHECKPOINT_INTERVAL_MS, () => void this.#checkpoint())
    this.#every(HEARTBEAT_INTERVAL_MS, () => this.#beat())
    this.#every(HEARTBEAT_INTERVAL_MS, () => this.#isDraining || this.#quotas.tick())
    this.#every(FOLD_INTERVAL_MS, () => this.#foldSpending())
    this.#connection.connect()
    return { port, adminPort: admin.port }
  }

  /** Stops: requests under way end, the journal is shipped as far as sync takes it, unspent quota goes back. */
  async drain(): Promise<void> {
    if (this.#isDraining) return
    this.#isDraining = true
    this.#control.startDraining()
    await this.#fleet.drain()
    await this.#checkpoint()
    await this.#intake.idle()
    await this.#quotas.returnAll(this.#connection.isOpen ? RETURN_TIMEOUT_MS : 0)
    await this.#shipRest()
    for (const timer of this.#timers) clearInterval(timer)
    this.#connection.stop()
    await this.#fleet.stop()
    await this.#store.close()
    this.#shipper.close()
    this.#grants.close()
    this.#admin?.close()
    this.#admin?.closeAllConnections()
  }

  #connect(): SyncConnection {
    const { environment, readToken } = this.#settings
    const onOpen = (): void => {
      this.#intake.reset()
      const { state } = this.#intake
      this.#connection.send({
        type: 'hello',
        protocol: PROTOCOL_VERSION,
        version: GATEWAY_VERSION,
        boot: this.#boot,
        workers: environment.GATEWAY_WORKERS,
        revision: state.revision,
        checksum: state.checksum.value,
        kinds: ResourceKind.options,
      })
      this.#beat()
      this.#shipper.pump()
    }
    const onClose = (): void => {
      this.#shipper.disconnected()
      this.#quotas.disconnected()
    }
    const onFrame = (text: string, arrivedAt: number): boolean =>
      receiveFrame(text, arrivedAt, {
        intake: this.#intake,
        lease: this.#lease,
        shipper: this.#shipper,
        quotas: this.#quotas,
        logger: this.#logger,
      })
    return new SyncConnection(environment.SYNC_URL, readToken, { onOpen, onFrame, onClose }, this.#logger)
  }

  #newShipper(): Shipper {
    return new Shipper({
      root: this.#journalRoot,
      boot: this.#boot,
      positions: this.#fleet.counters.map((counters) => () => ({
        segment: counters[SEGMENT]!,
        size: counters[SEGMENT_BYTES]!,
      })),
      spending: this.#spending,
      send: (batch) => this.#connection.sendUsage(batch),
      bufferedBytes: () => this.#connection.bufferedBytes,
    })
  }

  #every(intervalMs: number, work: () => void): void {
    this.#timers.push(setInterval(work, intervalMs))
  }

  #total(place: number): number {
    return total(this.#fleet.counters, place)
  }

  get #owedBytes(): number {
    return Math.max(
      0,
      this.#total(JOURNAL_BYTES) + this.#shipper.inheritedBytes - this.#shipper.acknowledgedBytes,
    )
  }

  #beat(): void {
    this.#lease.watch()
    const now = Date.now()
    const settledAt = this.#settled.note(
      now,
      this.#fleet.counters.map((counters) => Number(counters[JOURNAL_BYTES])),
      this.#shipper.acknowledgedOf,
      this.#shipper.inheritedBytes,
    )
    this.#connection.send({
      type: 'heartbeat',
      revision: this.#intake.state.revision,
      seen: this.#total(SEEN),
      journaled: this.#total(JOURNALED),
      owedBytes: this.#owedBytes,
      ...(settledAt !== undefined && { settledAt }),
      connections: Math.max(0, this.#total(CONNECTIONS)),
    })
  }

  #foldSpending(): void {
    this.#spending.fold((spender) => this.#quotas.periodOf(spender), Date.now())
  }

  /** Takes over what the workers' journals say about quotas, and stores it with how far it reaches. */
  async #checkpoint(): Promise<void> {
    for (const { worker, answer } of await this.#fleet.ask({ type: 'checkpoint' })) {
      this.#spending.add(this.#boot, worker, { segment: answer.segment, size: answer.size }, answer.spent)
    }
    try {
      this.#spending.save(this.#slots.rates())
    } catch (error) {
      this.#logger.error({ error: (error as Error).message }, 'the quotas’ sums could not be stored')
    }
  }

  async #shipRest(): Promise<void> {
    const until = performance.now() + FLUSH_TIMEOUT_MS
    while (this.#connection.isOpen && this.#owedBytes > 0 && performance.now() < until) {
      this.#shipper.pump()
      await new Promise((wake) => setTimeout(wake, 20))
    }
    this.#shipper.tidy()
  }

  #unready(): string | null {
    if (this.#isDraining) return 'draining'
    if (this.#lease.gatewayId === null) return 'sync was never reached'
    return this.#intake.isConfigured ? null : 'no configuration was ever received'
  }

  #describe(): object {
    const { state } = this.#intake
    return {
      version: GATEWAY_VERSION,
      boot: this.#boot,
      gatewayId: this.#lease.gatewayId,
      workers: this.#fleet.size,
      revision: state.revision,
      checksum: state.checksum.value,
      routes: state.routes.size,
      plans: state.plans.size,
      subscriptions: state.subscriptions.size,
      credentials: state.credentials.size,
      rejections: this.#intake.rejections,
      isConnected: this.#connection.isOpen,
      lease: { secondsLeft: this.#lease.secondsLeft, onExpiry: this.#lease.onExpiry },
      requests: { seen: this.#total(SEEN), journaled: this.#total(JOURNALED) },
      owedBytes: this.#owedBytes,
      isDraining: this.#isDraining,
    }
  }
}
