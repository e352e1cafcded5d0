import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { type GatewayMessage, PROTOCOL_VERSION, type SyncMessage } from '../contract/index.ts'
import { isDataRefused } from '../database.ts'
import { FrameRefused } from '../frame-refused.ts'
import { recordEvent } from '../record-event.ts'
import { recordDisconnect } from '../record-hello.ts'
import type { GatewayIdentity } from './authenticate-gateway.ts'
import { Conversation } from './conversation.ts'
import { readFrame } from './read-frame.ts'
import type { SyncContext } from './sync-context.ts'

const HELLO_TIMEOUT_MS = 10_000
const PING_INTERVAL_MS = 8_000
const CLOSING_MS = 2_000
/** RFC 6455 allows a close reason 123 bytes. */
const REASON_LENGTH_MAX = 120

/** Close codes of RFC 6455 and its registry that sync uses. */
export const CLOSE = {
  goingAway: 1001,
  policy: 1008,
  tooBig: 1009,
  restart: 1012,
  tryLater: 1013,
  replaced: 4001,
}

/** One gateway's connection, from its opening to its end on record. */
export class Session {
  readonly gateway: GatewayIdentity
  readonly #ended = Promise.withResolvers<void>()
  readonly #previous: Promise<void>
  readonly #socket: WebSocket
  readonly #context: SyncContext
  readonly #log: Logger
  readonly #helloTimer: NodeJS.Timeout
  readonly #pingTimer: NodeJS.Timeout
  #conversation: Conversation | null = null
  #isAlive = true
  /** Set as soon as the connection is to end: from then on nothing that comes is read. */
  #endReason = ''
  #isFinished = false

  /** `previous` is the end of the same gateway's connection before. */
  constructor(
    socket: WebSocket,
    gateway: GatewayIdentity,
    previous: Promise<void>,
    context: SyncContext,
    log: Logger,
  ) {
    this.#previous = previous
    this.gateway = gateway
    this.#socket = socket
    this.#context = context
    this.#log = log.child({ gatewayId: gateway.id })
    this.#helloTimer = setTimeout(() => this.#refuse('no hello in time'), HELLO_TIMEOUT_MS)
    this.#pingTimer = setInterval(() => this.#ping(), PING_INTERVAL_MS)
    socket.on('close', (code) => {
      this.#endReason ||= `closed with ${code}`
      void this.#finish()
    })
    socket.on('pong', () => {
      this.#isAlive = true
    })
    socket.on('message', (data, isBinary) => this.#receive(data as Buffer, isBinary))
    socket.on('error', (error) => this.#onSocketError(error))
  }

  /** Resolves when all that came is done and the end is on record. */
  get ended(): Promise<void> {
    return this.#ended.promise
  }

  /** Offers what changed. */
  offer(isUrgent: boolean): void {
    this.#conversation?.offer(isUrgent)
  }

  /** Ends the connection from this side. */
  close(code: number, reason: string): void {
    this.#endReason ||= reason
    this.#socket.close(code, reason.slice(0, REASON_LENGTH_MAX))
    // A peer that does not answer the closing handshake is cut off.
    setTimeout(() => this.#socket.terminate(), CLOSING_MS).unref()
    void this.#finish()
  }

  #send(message: SyncMessage): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#socket.send(JSON.stringify(message), (error) => (error ? reject(error) : resolve())),
    )
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (this.#endReason) return
    this.#isAlive = true
    try {
      const message = readFrame(data, isBinary)
      if (this.#conversation) this.#conversation.receive(message)
      else this.#begin(message)
    } catch (error) {
      this.#fail(error)
    }
  }

  #begin(message: GatewayMessage): void {
    if (message.type !== 'hello') throw new FrameRefused('something before hello')
    if (message.protocol !== PROTOCOL_VERSION)
      throw new FrameRefused(`protocol ${message.protocol}, and this is ${PROTOCOL_VERSION}`)
    clearTimeout(this.#helloTimer)
    const port = {
      send: (frame: SyncMessage) => this.#send(frame),
      fail: (error: unknown) => this.#fail(error),
      expel: () => this.close(CLOSE.policy, 'removed'),
    }
    this.#conversation = new Conversation(
      this.gateway.id,
      message,
      this.#previous,
      this.#context,
      port,
      this.#log,
    )
  }

  /** A frame at fault is refused; anything else is ours: the gateway comes back and says what it has. */
  #fail(error: unknown): void {
    if (error instanceof FrameRefused) this.#refuse(error.message)
    else if (isDataRefused(error)) this.#refuse('holds a value that cannot be stored')
    else if (!this.#endReason) {
      this.#log.error({ err: error }, 'gateway connection given up')
      this.close(CLOSE.tryLater, 'try again')
    }
  }

  /** A frame that breaks the contract: refused, logged, on record, connection closed, nothing changed. */
  #refuse(reason: string, code = CLOSE.policy): void {
    if (this.#endReason) return
    this.#log.warn({ reason }, 'frame refused')
    this.#context.metrics.framesRefused.inc()
    this.close(code, `frame refused: ${reason}`)
    recordEvent(this.#context.database.control, this.gateway.id, 'frame_refused', { reason }).catch(
      (error: unknown) => this.#log.error({ err: error }, 'event not recorded'),
    )
  }

  #onSocketError(error: Error & { code?: string }): void {
    if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
      this.#refuse('larger than a message may be', CLOSE.tooBig)
    else if (error.code?.startsWith('WS_ERR_')) this.#refuse(`not WebSocket: ${error.code}`)
    else this.#log.info({ code: error.code }, 'gateway connection broke')
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

  async #finish(): Promise<void> {
    if (this.#isFinished) return
    this.#isFinished = true
    clearTimeout(this.#helloTimer)
    clearInterval(this.#pingTimer)
    await this.#conversation?.end()
    this.#log.info({ reason: this.#endReason }, 'gateway disconnected')
    if (this.#conversation)
      await recordDisconnect(this.#context.database.control, this.gateway.id, this.#endReason).catch(
        (error: unknown) => this.#log.error({ err: error }, 'disconnect not recorded'),
      )
    this.#ended.resolve()
  }
}
