import { Pool, type PoolClient } from 'pg'

/** What both a pool and a client inside a transaction can do. */
export type Queryable = Pick<PoolClient, 'query'>

/** By this name the database's activity view shows sync's connections. */
export const APPLICATION_NAME = 'gatehouse-sync'

/** Two pools, so that a flood of usage or a long snapshot never keeps a revocation waiting for a connection. */
export type Database = {
  /** Configuration, receipts, quota: short statements. */
  control: Pool
  /** Snapshots and usage intake: long ones. */
  bulk: Pool
  connectionString: string
}

export function openDatabase(connectionString: string, onError: (error: Error) => void): Database {
  const open = (max: number, queryTimeoutMs: number): Pool => {
    const pool = new Pool({
      connectionString,
      application_name: APPLICATION_NAME,
      max,
      connectionTimeoutMillis: 5_000,
      query_timeout: queryTimeoutMs,
      keepAlive: true,
    })
    // A connection that breaks while it is idle reports here; without a listener it would end the process.
    pool.on('error', onError)
    return pool
  }
  return { control: open(6, 10_000), bulk: open(8, 60_000), connectionString }
}

export async function closeDatabase(database: Database): Promise<void> {
  await Promise.allSettled([database.control.end(), database.bulk.end()])
}

/**
 * Runs `work` in one transaction and commits it. A connection on which anything went wrong is thrown away, not given
 * back, because nobody knows what state it is in.
 */
export async function inTransaction<T>(
  pool: Pool,
  isolation: 'read committed' | 'repeatable read',
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  // A backend that dies between two statements reports on the client itself; the next statement fails, which is enough.
  const ignore = () => {}
  client.on('error', ignore)
  try {
    await client.query(`BEGIN ISOLATION LEVEL ${isolation}`)
    const result = await work(client)
    await client.query('COMMIT')
    client.off('error', ignore)
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}

const sqlState = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''

/** True when the database refused the data itself (class 22, or 54: a value too large): trying again cannot help. */
export const isDataRefused = (error: unknown): boolean => /^(22|54)...$/.test(sqlState(error))

/** True when a unique rule was broken. */
export const isUniqueViolation = (error: unknown): boolean => sqlState(error) === '23505'
