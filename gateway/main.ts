/** The gateway program: `node gateway/main.ts`, configured by environment variables (see environment.ts). */
import pino from 'pino'
import { readEnvironment, type Settings } from './environment.ts'
import { Gateway } from './gateway.ts'

function settingsOrExit(): Settings {
  try {
    return readEnvironment(process.env)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(2)
  }
}

const settings = settingsOrExit()
const logger = pino({ name: 'gateway', level: settings.environment.GATEWAY_LOG_LEVEL })

function die(error: Error): never {
  logger.fatal({ error: error.message, stack: error.stack }, 'the gateway cannot go on')
  process.exit(1)
}

process.on('uncaughtException', die)
process.on('unhandledRejection', (reason) =>
  die(reason instanceof Error ? reason : new Error(String(reason))),
)

/** What a taken port, the likeliest trouble at a start, is called and changed by. */
function explainStart(error: NodeJS.ErrnoException & { port?: number }): Error {
  if (error.code !== 'EADDRINUSE') return error
  const { GATEWAY_PORT, GATEWAY_ADMIN_PORT } = settings.environment
  const variable =
    error.port === GATEWAY_ADMIN_PORT && error.port !== GATEWAY_PORT ? 'GATEWAY_ADMIN_PORT' : 'GATEWAY_PORT'
  return new Error(`port ${error.port} is taken; ${variable} changes it`)
}

const gateway = new Gateway(settings, logger, (error) => die(explainStart(error)))
try {
  const { port, adminPort } = await gateway.start()
  logger.info({ port, adminPort, workers: settings.environment.GATEWAY_WORKERS }, 'the gateway is listening')
} catch (error) {
  die(explainStart(error as Error))
}

let signals = 0
function stop(signal: NodeJS.Signals): void {
  signals++
  if (signals > 1) {
    logger.warn({ signal }, 'stopping at once')
    process.exit(1)
  }
  logger.info({ signal }, 'draining')
  void gateway.drain().then(() => {
    logger.info('the gateway has stopped')
    process.exit(0)
  })
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
