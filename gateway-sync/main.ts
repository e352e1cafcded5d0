import { readEnv } from '#lib/core/env.ts'
import { log } from '#lib/core/log.ts'
import { startSync } from './start-sync.ts'

const STOP_MS_MAX = 10_000

const env = readEnv()
if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: start with `npm start`, which sets it.')

const sync = await startSync({
  port: env.SYNC_PORT,
  connectionString: env.DATABASE_URL,
  portalOrigin: new URL(env.PUBLIC_URL).origin,
  log,
}).catch((error: unknown) => {
  const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  if (isPortTaken) log.fatal(`port ${env.SYNC_PORT} is taken; SYNC_PORT changes it`)
  else log.fatal({ err: error }, 'sync could not start')
  process.exit(1)
})

let isStopping = false
function stop(signal: NodeJS.Signals): void {
  if (isStopping) return
  isStopping = true
  log.info({ signal }, 'sync stops')
  setTimeout(() => process.exit(1), STOP_MS_MAX).unref()
  sync.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, 'sync did not stop cleanly')
      process.exit(1)
    },
  )
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
