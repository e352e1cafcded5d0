import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventually } from '#scripts/test-support/eventually.ts'
import { GATEWAY_TOKEN } from './sync-peer.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface GatewayOptions {
  syncUrl: string
  /** Kept between starts when given; otherwise a fresh one that `stop` removes. */
  dataDir?: string
  workers?: number
  environment?: Record<string, string>
}

/** A gateway process under test. */
export interface RunningGateway {
  url: string
  port: number
  adminUrl: string
  dataDir: string
  process: ChildProcess
  /** Lines of its log, parsed. */
  log: Record<string, unknown>[]
  state: () => Promise<{
    revision: number
    isConnected: boolean
    rejections: number
    requests: { seen: number; journaled: number }
  }>
  /** Settles when `/state` satisfies the condition, or fails after ten seconds. */
  until: (condition: (state: Awaited<ReturnType<RunningGateway['state']>>) => boolean) => Promise<void>
  /** SIGTERM, and the exit code. */
  stop: () => Promise<number | null>
  /** SIGKILL. */
  kill: () => Promise<void>
}

/** Starts the real gateway program on free ports and waits until it listens. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'gatehouse-gateway-'))
  const child = spawn(process.execPath, [MAIN], {
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      GATEWAY_PORT: '0',
      GATEWAY_HOST: '127.0.0.1',
      GATEWAY_ADMIN_PORT: '0',
      SYNC_URL: options.syncUrl,
      GATEWAY_TOKEN,
      GATEWAY_DATA_DIR: dataDir,
      GATEWAY_WORKERS: String(options.workers ?? 2),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: Record<string, unknown>[] = []
  const { port, adminPort } = await listening(child, log)
  const adminUrl = `http://127.0.0.1:${adminPort}`
  const state = async () => (await fetch(`${adminUrl}/state`)).json()
  const ended = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit')
      child.kill(signal)
      await exit
    }
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
    return child.exitCode
  }
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    adminUrl,
    dataDir,
    process: child,
    log,
    state,
    until: async (condition) => {
      await eventually(async () => condition(await state()), `the gateway is as wanted: ${condition}`)
    },
    stop: () => ended('SIGTERM'),
    kill: async () => void (await ended('SIGKILL')),
  }
}

function listening(
  child: ChildProcess,
  log: Record<string, unknown>[],
): Promise<{ port: number; adminPort: number }> {
  return new Promise((resolve, reject) => {
    let rest = ''
    let errors = ''
    child.stderr!.on('data', (chunk) => {
      errors += chunk
    })
    child.stdout!.on('data', (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()!
      for (const line of lines) {
        const entry = JSON.parse(line) as Record<string, unknown>
        log.push(entry)
        if (entry.msg === 'the gateway is listening')
          resolve(entry as { port: number; adminPort: number } & typeof entry)
      }
    })
    child.on('exit', (code) =>
      reject(new Error(`the gateway ended with ${code}: ${errors} ${JSON.stringify(log)}`)),
    )
  })
}

export interface Upstream {
  url: string
  server: Server
  stop: () => Promise<void>
}

/** A real HTTP server for the gateway to call. */
export async function startUpstream(listener: RequestListener): Promise<Upstream> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    if (server.listening) await once(server, 'close')
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, stop }
}

/** Sends bytes as they are and settles with all that comes back until the connection closes. */
export function sendRaw(port: number, text: string | Buffer, waitMs = 5_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.setTimeout(waitMs, () => {
      socket.destroy()
      resolve(answer)
    })
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)))
    socket.on('close', () => resolve(answer))
    socket.write(text)
  })
}
