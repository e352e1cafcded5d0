import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { eventually } from '#scripts/test-support/eventually.ts'

const entry = fileURLToPath(new URL('../main.ts', import.meta.url))

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** The real process, to be killed and started again on the same port. */
export class SyncProcess {
  readonly port: number
  #child: ChildProcess | null = null
  output = ''

  constructor(port: number) {
    this.port = port
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/connect`
  }

  /** Starts it, with more environment if wanted, and waits until it answers. */
  async start(more: Record<string, string> = {}): Promise<void> {
    const child = spawn(process.execPath, [entry], {
      env: { ...process.env, SYNC_PORT: String(this.port), PROCESS_NAME: 'sync', LOG_LEVEL: 'info', ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => {
        this.output += data.toString()
      })
    const answers = async () => {
      if (child.exitCode !== null) throw new Error(`sync ended: ${this.output}`)
      return (await this.health())?.status === 200
    }
    await eventually(answers, () => `sync answers: ${this.output}`)
  }

  health(): Promise<Response | null> {
    return fetch(`http://127.0.0.1:${this.port}/healthz`).catch(() => null)
  }

  /** Ends it by a signal; resolves to its exit code, null after SIGKILL. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return null
    child.kill(signal)
    await once(child, 'exit')
    return child.exitCode
  }
}
