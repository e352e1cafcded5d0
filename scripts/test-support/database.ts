import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { TEMPLATE } from './postgres.ts'

async function administrate(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('adminDatabaseUrl') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/**
 * A migrated, empty database of its own. Each test file has one already (DATABASE_URL): this makes a further one.
 * `drop` removes it, whoever is connected.
 */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await administrate(`create database ${name} template ${TEMPLATE} strategy file_copy`)
  const url = new URL(inject('adminDatabaseUrl'))
  url.pathname = `/${name}`
  return { url: url.href, drop: () => administrate(`drop database if exists ${name} with (force)`) }
}
