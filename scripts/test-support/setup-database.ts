// Before each test file that reaches the database: a database of its own, set before the file's imports connect.
import { afterAll } from 'vitest'
import { createTestDatabase } from './database.ts'

const { url, drop } = await createTestDatabase()
process.env.DATABASE_URL = url

afterAll(async () => {
  const { db } = await import('#lib/core/db.ts')
  await db.$disconnect()
  await drop()
})
