import pg from 'pg'
import { connectionSettings, withClient } from './connection.mjs'

// PostgreSQL's and the socket's codes as Prisma's.
const CODES = { '3D000': 'P1003', ECONNREFUSED: 'P1001', '28P01': 'P1000' }

function logLine(message, code) {
  const fields = { message, error_code: code, is_panic: false }
  const timestamp = new Date().toISOString()
  return `\n${JSON.stringify({ timestamp, level: 'ERROR', fields, target: 'schema_engine::logger' })}`
}

/** The engine's `cli` commands, which do their work without the protocol. Returns the exit code. */
export async function runDatabaseCommand(command, address) {
  const settings = connectionSettings(address)
  const name = pg.escapeIdentifier(settings.database)
  const onServer = (sql) => withClient({ ...settings, database: 'postgres' }, (client) => client.query(sql))
  const commands = {
    'can-connect-to-database': () => withClient(settings, () => {}),
    'create-database': () => onServer(`CREATE DATABASE ${name}`),
    'drop-database': () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
  try {
    if (!commands[command]) throw new Error(`unknown command ${command}`)
    await commands[command]()
    return 0
  } catch (error) {
    process.stderr.write(logLine(error.message || String(error), CODES[error.code] ?? 'P1010'))
    return 1
  }
}
