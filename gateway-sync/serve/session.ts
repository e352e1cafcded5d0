import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { type GatewayMessage, type MessageOf, PROTOCOL_VERSION, type SyncMessage } from '../contract/index.ts'
import { isDataRefused } from '../database.ts'
import { recordEvent } from '../record-event.ts'
import { recordDisconnect, recordHello } from '../record-hello.ts'
import { recordReceipt } from '../record-receipt.ts'
import { recordRejection } from '../record-rejection.ts'
import { embeddedTarget } from '../targets/embedded/embedded.ts'
import type { GatewayIdentity } from './authenticate-gateway.ts'
import { Lane } from './lane.ts'
import { Offering } from './offering.ts'
import { FrameRefused, readFrame } from './read-frame.ts'
import type { SyncContext } from './sync-context.ts'

const HELLO_TIMEOUT_MS = 10_000
const PING_INTERVAL_MS = 5_000
/** A gateway sends a few usage batches at a time; this many unanswered is no gateway of ours. */
const USAGE_WAITING_MAX = 64

/** Close codes of RFC 6455 and its registry that sync uses. */
export const CLOSE = {
  goingAway: 1001,
  policy: 1008,
  tooBig: 1009,
  restart: 1012,
  tryLater: 1013,
  replaced: 4001,
}

/** One gateway's connection, from its hello to its end. */
export class Session {
  readonly gateway: GatewayIdentity
  /** Resolves when the connection has ended and its end is on record. */
  readonly ended: Promise<void>
  readonly #socket: WebSocket
  readonly #context: SyncContext
  readonly #log: Logger
  readonly #status: Lane
  readonly #usage: Lane
  readonly #quota: Lane
  readonly #helloTimer: NodeJS.Timeout
  readonly #pingTimer: NodeJS.Timeout
  #boot: string | null = null
  #offering: Offering | null = null
  #isAlive = true
  #endReason = ''
  #isReplaced = false

  constructor(socket: WebSocket, gateway: GatewayIdentity, context: SyncContext, log: Logger) {
    this.gateway = gateway
    this.#socket = socket
    this.#context = context
    this.#log = log.child({ gatewayId: gateway.id })
    const onError = (error: unknown) => this.fail(error)
    this.#status = new Lane(onError)
    this.#usage = new Lane(onError)
    this.#quota = new Lane(onError)
    this.#helloTimer = setTimeout(() => this.#refuse('no hello in time'), HELLO_TIMEOUT_MS)
    this.#pingTimer = setInterval(() => this.#ping(), PING_INTERVAL_MS)
    this.ended = new Promise((resolve) => {
      socket.on('close', (code) => void this.#end(code).then(resolve))
    })
    socket.on('pong', () => {
      this.#isAlive = true
    })
    socket.on('message', (data, isBinary) => this.#receive(data as Buffer, isBinary))
    socket.on('error', (error) => this.#onSocketError(error))
  }

  /** Offers what changed. */
  offer(isUrgent: boolean): void {
    this.#offering?.next(isUrgent)
  }

  /** Ends the connection from this side. */
  close(code: number, reason: string): void {
    this.#isReplaced ||= code === CLOSE.replaced
    this.#endReason ||= reason
    this.#offering?.end()
    this.#socket.close(code, reason.slice(0, 120))
    // A peer that does not answer the closing handshake is cut off.
    setTimeout(() => this.#socket.terminate(), 2_000).unref()
  }

  /** Something behind the connection failed: the gateway comes back and says what it has. */
  fail(error: unknown): void {
    if (isDataRefused(error)) {
      this.#refuse('holds a value that cannot be stored')
      return
    }
    this.#log.error({ err: error }, 'gateway connection given up')
    this.close(CLOSE.tryLater, 'try again')
  }

  #send(message: SyncMessage): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#socket.send(JSON.stringify(message), (error) => (error ? reject(error) : resolve())),
    )
  }

  /** For answers whose loss the closed connection itself reports. */
  #answer(message: SyncMessage): void {
    this.#send(message).catch(() => {})
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (this.#endReason) return
    this.#isAlive = true
    try {
      const message = readFrame(data, isBinary)
      if (this.#boot === null) this.#hello(message)
      else this.#dispatch(message, this.#boot)
    } catch (error) {
      if (error instanceof FrameRefused) this.#refuse(error.message)
      else this.fail(error)
    }
  }

  #hello(message: GatewayMessage): void {
    if (message.type !== 'hello') throw new FrameRefused('something before hello')
    if (message.protocol !== PROTOCOL_VERSION)
      throw new FrameRefused(`protocol ${message.protocol}, and this is ${PROTOCOL_VERSION}`)
    clearTimeout(this.#helloTimer)
    this.#boot = message.boot
    this.#status.add(() => this.#welcome(message))
  }

  async #welcome(hello: MessageOf<'hello'>): Promise<void> {
    const { database, environmentId, lease, keeper } = this.#context
    if (!(await recordHello(database.control, this.gateway.id, hello, lease().seconds)))
      return this.close(CLOSE.policy, 'removed')
    this.#log.info({ revision: hello.revision, version: hello.version }, 'gateway connected')
    this.#answer({ type: 'welcome', gatewayId: this.gateway.id, environmentId, lease: lease() })
    if (this.#endReason) return
    this.#offering = new Offering(
      keeper,
      { revision: hello.revision, checksum: hello.checksum },
      embeddedTarget(hello.kinds),
      {
        send: (message) => this.#send(message),
        fail: (error) => this.fail(error),
        unsupported: (revision, reason) =>
          this.#status.add(() =>
            recordRejection(database.control, this.gateway.id, { revision, reason }, 'unsupported'),
          ),
        withTurn: this.#context.withSnapshotTurn,
      },
      this.#log,
    )
    this.#offering.next()
  }

  #dispatch(message: GatewayMessage, boot: string): void {
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
      case 'quota-request':
      case 'quota-return':
        throw new FrameRefused(`not yet ${boot}`)
    }
  }

  #receipt(receipt: MessageOf<'receipt'>): void {
    const { database, keeper, lease, checkFailure } = this.#context
    const { revision, checksum } = receipt
    if (revision > keeper.state.running.revision) throw new FrameRefused('a receipt for a revision to come')
    const offered = this.#offering?.offered
    const known =
      offered?.revision === revision
        ? offered.checksum
        : revision === keeper.state.running.revision
          ? keeper.state.running.checksum
          : keeper.state.history.checksumOf(revision)
    const isGenuine = known === checksum
    this.#offering?.confirm({ revision, checksum })
    this.#status.add(async () => {
      const context = { leaseSeconds: lease().seconds, isGenuine, checkFailure: checkFailure() }
      const isThere = await recordReceipt(database.control, this.gateway.id, receipt, context)
      if (!isThere) return this.close(CLOSE.policy, 'removed')
      if (!isGenuine) await this.#event('checksum_differs', { revision, checksum, expected: known ?? null })
    })
  }

  #rejection(rejection: MessageOf<'rejection'>): void {
    const { database, keeper } = this.#context
    if (rejection.revision > keeper.state.running.revision)
      throw new FrameRefused('a rejection of a revision to come')
    this.#log.warn({ revision: rejection.revision, reason: rejection.reason }, 'configuration rejected')
    this.#offering?.reject()
    this.#status.add(() => recordRejection(database.control, this.gateway.id, rejection))
  }

  #heartbeat(heartbeat: MessageOf<'heartbeat'>): void {
    const { keeper, presence, isConfirmed } = this.#context
    if (!isConfirmed()) return
    presence.record(this.gateway.id, heartbeat)
    this.#answer({ type: 'heartbeat-ack', revision: keeper.state.running.revision })
  }

  #event(kind: Parameters<typeof recordEvent>[2], detail: Record<string, unknown>): Promise<void> {
    return recordEvent(this.#context.database.control, this.gateway.id, kind, detail)
  }

  #ping(): void {
    if (!this.#isAlive) {
      this.#endReason ||= 'no answer to ping'
      this.#socket.terminate()
      return
    }
    this.#isAlive = false
    this.#socket.ping()
  }

  /** A frame that breaks the contract: refused, logged, on record, connection closed, nothing changed. */
  #refuse(reason: string, code = CLOSE.policy): void {
    if (this.#endReason) return
    this.#log.warn({ reason }, 'frame refused')
    this.#context.metrics.framesRefused.inc()
    this.close(code, `frame refused: ${reason}`)
    this.#event('frame_refused', { reason }).catch((error: unknown) =>
      this.#log.error({ err: error }, 'event not recorded'),
    )
  }

  #onSocketError(error: Error & { code?: string }): void {
    if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
      this.#refuse('larger than a message may be', CLOSE.tooBig)
    else if (error.code?.startsWith('WS_ERR_')) this.#refuse(`not WebSocket: ${error.code}`)
    else this.#log.info({ code: error.code }, 'gateway connection broke')
  }

  async #end(code: number): Promise<void> {
    clearTimeout(this.#helloTimer)
    clearInterval(this.#pingTimer)
    this.#offering?.end()
    this.#endReason ||= `closed with ${code}`
    await Promise.all([this.#status.end(), this.#usage.end(), this.#quota.end()])
    this.#log.info({ code, reason: this.#endReason }, 'gateway disconnected')
    if (this.#boot === null || this.#isReplaced) return
    await recordDisconnect(this.#context.database.control, this.gateway.id, this.#endReason).catch(
      (error: unknown) => this.#log.error({ err: error }, 'disconnect not recorded'),
    )
  }
}
