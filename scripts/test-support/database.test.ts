import { expect, test } from 'vitest'
import { db } from '#lib/core/db.ts'
import { createTestDatabase } from './database.ts'

test('a test file has a migrated database of its own', async () => {
  const [row] = await db.$queryRaw<{ name: string; encoding: string }[]>`
    select current_database() as name, pg_encoding_to_char(encoding) as encoding
    from pg_database where datname = current_database()`
  expect(row).toEqual({ name: expect.stringMatching(/^test_[0-9a-f]{16}$/), encoding: 'UTF8' })
  expect(await db.environment.count()).toBe(1)
})

test('a further database does not share rows with it', async () => {
  const other = await createTestDatabase()
  expect(other.url).not.toBe(process.env.DATABASE_URL)
  await other.drop()
})
