import type { Logger } from 'pino'
import { grantBudget } from '../budget/grant-budget.ts'
import type { GatewayMessage, MessageOf, SyncMessage } from '../contract/index.ts'
import { FrameRefused } from '../frame-refused.ts'
import { grantQuota } from '../grant-quota.ts'
import { ingestUsage } from '../ingest-usage/ingest-usage.ts'
import { type GatewayEventKind, recordEvent } from '../record-event.ts'
import { recordHello } from '../record-hello.ts'
import { recordReceipt } from '../record-receipt.ts'
import { recordRejection } from '../record-rejection.ts'
import { returnQuota } from '../return-quota.ts'
import { embeddedTarget } from '../targets/embedded/embedded.ts'
import { Lane } from './lane.ts'
import { Offering } from './offering.ts'
import type { SyncContext } from './sync-context.ts'

/** A gateway has a few messages of a kind on the way at a time; this many unanswered is no gateway of ours. */
const WAITING_MAX = 256

/** The connection, as the conversation on it needs it. */
export type Port = {
  /** Resolves when the frame has left for the kernel. */
  send(message: SyncMessage): Promise<void>
  /** Something went wrong; the connection ends. */
  fail(error: unknown): void
  /** The gateway has been removed. */
  expel(): void
}

/**
 * What one gateway says after its hello, and what it is answered. Receipts, usage and quota each have a lane of their
 * own: in order within, and none waits for another.
 */
export class Conversation {
  readonly #gatewayId: string
  readonly #boot: string
  readonly #context: SyncContext
  readonly #port: Port
  readonly #log: Logger
  readonly #status: Lane
  readonly #usage: Lane
  readonly #quota: Lane
  #offering: Offering | null = null
  #isEnded = false

  /** `previous` is the end of the gateway's connection before: what is on record stays in order. */
  constructor(
    gatewayId: string,
    hello: MessageOf<'hello'>,
    previous: Promise<void>,
    context: SyncContext,
    port: Port,
    log: Logger,
  ) {
    this.#gatewayId = gatewayId
    this.#boot = hello.boot
    this.#context = context
    this.#port = port
    this.#log = log
    const onError = (error: unknown) => port.fail(error)
    this.#status = new Lane(onError)
    this.#usage = new Lane(onError)
    this.#quota = new Lane(onError)
    this.#status.add(() => previous)
    this.#status.add(() => this.#welcome(hello))
  }

  /** Offers what changed. */
  offer(isUrgent: boolean): void {
    this.#offering?.next(isUrgent)
  }

  /** Stops. Receipts that came are still taken in; usage and quota that nobody waits for any more are not. */
  async end(): Promise<void> {
    this.#isEnded = true
    this.#offering?.end()
    await Promise.all([this.#status.drain(), this.#usage.end(), this.#quota.end()])
  }

  /** Takes one message. Throws `FrameRefused` for one that has no place here. */
  receive(message: GatewayMessage): void {
    const waiting = Math.max(this.#status.length, this.#usage.length, this.#quota.length)
    if (waiting >= WAITING_MAX) throw new FrameRefused('too many unanswered messages')
    switch (message.type) {
      case 'hello':
        throw new FrameRefused('a second hello')
      case 'receipt':
        this.#receipt(message)
        return
      case 'rejection':
        this.#rejection(message)
        return
      case 'resync':
        this.#status.add(() => this.#event('resync', { reason: message.reason }))
        this.#offering?.resync()
        return
      case 'heartbeat':
        this.#heartbeat(message)
        return
      case 'usage':
        this.#usage.add(() => this.#context.withUsageTurn(() => this.#takeUsage(message)))
        return
      case 'quota-request':
        this.#quota.add(() => this.#grant(message))
        return
      case 'quota-return':
        this.#quota.add(() => this.#takeBack(message))
        return
    }
  }

  async #welcome(hello: MessageOf<'hello'>): Promise<void> {
    const { database, environmentId, lease, keeper, withSnapshotTurn } = this.#context
    const known = await recordHello(database.control, this.#gatewayId, hello, lease().seconds)
    if (!known.isThere) {
      this.#port.expel()
      return
    }
    this.#log.info({ revision: hello.revision, version: hello.version }, 'gateway connected')
    if (this.#isEnded) return
    this.#answer({ type: 'welcome', gatewayId: this.#gatewayId, environmentId, lease: lease() })
    this.#offering = new Offering(
      keeper,
      { revision: hello.revision, checksum: hello.checksum },
      embeddedTarget(hello.kinds),
      {
        send: (message) => this.#port.send(message),
        fail: (error) => this.#port.fail(error),
        unsupported: (revision, reason) => this.#unsupported(revision, reason),
        withTurn: withSnapshotTurn,
      },
      this.#log,
    )
    if (known.unprovenFrom !== null) this.#offering.prove(known.unprovenFrom)
    this.#offering.next()
  }

  #unsupported(revision: number, reason: string): void {
    this.#log.warn({ revision, reason }, 'configuration not offered')
    const { database } = this.#context
    this.#status.add(() =>
      recordRejection(database.control, this.#gatewayId, { revision, reason }, 'unsupported'),
    )
  }

  #receipt(receipt: MessageOf<'receipt'>): void {
    const { database, keeper, lease, checkFailure } = this.#context
    const { revision, checksum } = receipt
    if (revision > keeper.state.running.revision) throw new FrameRefused('a receipt for a revision to come')
    const expected = this.#expectedChecksum(revision)
    const isGenuine = expected === checksum
    this.#offering?.confirm({ revision, checksum })
    this.#status.add(async () => {
      const context = { leaseSeconds: lease().seconds, isGenuine, checkFailure: checkFailure() }
      const isThere = await recordReceipt(database.control, this.#gatewayId, receipt, context)
      if (!isThere) this.#port.expel()
      else if (!isGenuine)
        await this.#event('checksum_differs', { revision, checksum, expected: expected ?? null })
    })
  }

  /** The checksum that belongs to a revision, as far as it is known. */
  #expectedChecksum(revision: number): string | undefined {
    const { running, history } = this.#context.keeper.state
    const offered = this.#offering?.offered
    if (offered?.revision === revision) return offered.checksum
    return running.revision === revision ? running.checksum : history.checksumOf(revision)
  }

  #rejection(rejection: MessageOf<'rejection'>): void {
    const { database, keeper } = this.#context
    if (rejection.revision > keeper.state.running.revision)
      throw new FrameRefused('a rejection of a revision to come')
    this.#log.warn({ revision: rejection.revision, reason: rejection.reason }, 'configuration rejected')
    this.#offering?.reject()
    this.#status.add(() => recordRejection(database.control, this.#gatewayId, rejection))
  }

  #heartbeat(heartbeat: MessageOf<'heartbeat'>): void {
    const { keeper, presence, isConfirmed } = this.#context
    // No lease is renewed on a view that may be stale.
    if (!isConfirmed()) return
    presence.record(this.#gatewayId, this.#boot, heartbeat)
    this.#answer({ type: 'heartbeat-ack', revision: keeper.state.running.revision })
  }

  async #takeUsage(usage: MessageOf<'usage'>): Promise<void> {
    const { database, metrics } = this.#context
    const intake = await ingestUsage(database.bulk, this.#gatewayId, usage)
    this.#answer({ type: 'usage-ack', range: usage.range, isDuplicate: intake.isDuplicate })
    metrics.usageRecords.inc(intake.records)
    if (intake.newestAt > 0) metrics.usageLagSeconds.set((Date.now() - intake.newestAt) / 1000)
  }

  async #grant(request: MessageOf<'quota-request'>): Promise<void> {
    const { database, gatewayCount } = this.#context
    const { requestId, subscriptionId, period, charge } = request
    const gateways = gatewayCount()
    const grant =
      charge === undefined
        ? await grantQuota(database.control, this.#gatewayId, request, gateways)
        : await grantBudget(database.control, this.#gatewayId, { ...request, charge }, gateways)
    const about = { requestId, subscriptionId, period, ...(charge !== undefined && { charge }) }
    this.#answer({ type: 'quota-grant', ...about, ...grant })
  }

  async #takeBack(quotaReturn: MessageOf<'quota-return'>): Promise<void> {
    await returnQuota(this.#context.database.control, this.#gatewayId, this.#boot, quotaReturn)
    this.#answer({ type: 'quota-returned', requestId: quotaReturn.requestId })
  }

  /** For answers whose loss the closed connection itself reports. */
  #answer(message: SyncMessage): void {
    this.#port.send(message).catch(() => {})
  }

  #event(kind: GatewayEventKind, detail: Record<string, unknown>): Promise<void> {
    return recordEvent(this.#context.database.control, this.#gatewayId, kind, detail)
  }
}
