import type { Logger } from 'pino'
import WebSocket from 'ws'
import {
  encodeUsage,
  type GatewayMessage,
  HEARTBEAT_INTERVAL_MS,
  MESSAGE_SIZE_BYTES_MAX,
} from '#gateway-sync/contract/index.ts'
import type { Batch } from '../journal/journal-stream.ts'

const BACKOFF_MIN_MS = 50
const BACKOFF_MAX_MS = 5_000
/** A connection that stays silent for so long is taken for dead. */
const SILENCE_MAX_MS = 3 * HEARTBEAT_INTERVAL_MS
const CLOSE_POLICY = 1008

export interface ConnectionEvents {
  onOpen: () => void
  /** `arrivedAt` is `performance.now()` at arrival. Returns false to close the connection: the frame is nonsense. */
  onFrame: (text: string, arrivedAt: number) => boolean
  onClose: () => void
}

/** The connection to sync: kept up, tried again with growing, jittered pauses, watched for silence. */
export class SyncConnection {
  readonly #url: string
  readonly #readToken: () => string
  readonly #events: ConnectionEvents
  readonly #logger: Logger
  #socket: WebSocket | null = null
  #isOpen = false
  #isStopped = false
  #failures = 0
  #lastFrameAt = 0
  #retry: NodeJS.Timeout | undefined
  #lastProblem = ''
  readonly #watch: NodeJS.Timeout

  constructor(url: string, readToken: () => string, events: ConnectionEvents, logger: Logger) {
    this.#url = url
    this.#readToken = readToken
    this.#events = events
    this.#logger = logger
    this.#watch = setInterval(() => this.#endSilence(), HEARTBEAT_INTERVAL_MS)
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Bytes handed over and not sent yet. */
  get bufferedBytes(): number {
    return this.#socket?.bufferedAmount ?? 0
  }

  connect(): void {
    if (this.#isStopped) return
    let token: string
    try {
      token = this.#readToken()
    } catch (error) {
      this.#note(`the token cannot be read: ${(error as Error).message}`)
      this.#again()
      return
    }
    const socket = new WebSocket(this.#url, {
      headers: { authorization: `Bearer ${token}` },
      maxPayload: MESSAGE_SIZE_BYTES_MAX,
      perMessageDeflate: false,
      handshakeTimeout: 5_000,
      // Masks keep web pages from speaking to proxies in a browser's name; a gateway's journal needs none of that, and
      // a mask of zeros saves a copy of it.
      generateMask: () => undefined,
    })
    this.#socket = socket
    socket.on('open', () => this.#opened())
    socket.on('message', (data, isBinary) => this.#take(socket, data, isBinary))
    socket.on('error', (error) => this.#note(error.message))
    socket.on('close', (code, reason) => this.#closed(socket, code, reason.toString()))
  }

  /** Sends a message; false when there is no connection. */
  send(message: GatewayMessage): boolean {
    if (!this.#isOpen || this.#socket === null) return false
    this.#socket.send(JSON.stringify(message))
    return true
  }

  /** Sends a batch of the journal; false when there is no connection. */
  sendUsage({ range, lines }: Batch): boolean {
    if (!this.#isOpen || this.#socket === null) return false
    this.#socket.send(encodeUsage(range, lines))
    return true
  }

  stop(): void {
    this.#isStopped = true
    clearInterval(this.#watch)
    clearTimeout(this.#retry)
    this.#socket?.close(1001)
    this.#socket?.terminate()
  }

  #opened(): void {
    this.#isOpen = true
    this.#lastFrameAt = performance.now()
    this.#lastProblem = ''
    this.#logger.info({ url: this.#url }, 'connected to sync')
    this.#events.onOpen()
  }

  #take(socket: WebSocket, data: WebSocket.RawData, isBinary: boolean): void {
    const arrivedAt = performance.now()
    this.#lastFrameAt = arrivedAt
    if (isBinary || !this.#events.onFrame(String(data), arrivedAt)) {
      this.#logger.error('sync sent nonsense; closing the connection')
      socket.close(CLOSE_POLICY)
      return
    }
    this.#failures = 0
  }

  #closed(socket: WebSocket, code: number, reason: string): void {
    if (socket !== this.#socket) return
    this.#socket = null
    if (this.#isOpen) {
      this.#isOpen = false
      this.#logger.warn({ code, reason }, 'the connection to sync has closed')
      this.#events.onClose()
    }
    this.#again()
  }

  #again(): void {
    if (this.#isStopped) return
    const pause = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** this.#failures)
    this.#failures++
    this.#retry = setTimeout(() => this.connect(), pause * (0.5 + Math.random() / 2))
  }

  #endSilence(): void {
    if (!this.#isOpen || performance.now() - this.#lastFrameAt < SILENCE_MAX_MS) return
    this.#logger.warn('sync is silent; connecting anew')
    this.#socket?.terminate()
  }

  /** Says what keeps the connection from coming up, once and not at every try. */
  #note(problem: string): void {
    if (problem === this.#lastProblem) return
    this.#lastProblem = problem
    this.#logger.warn({ problem }, 'no connection to sync')
  }
}
