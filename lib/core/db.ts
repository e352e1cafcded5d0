import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '../generated/prisma/client.ts'

export { Prisma }

function connect(): PrismaClient {
  const connectionString = process.env.DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set: start with `npm start`, which sets it.')
  return new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 10 }) })
}

// Next's development server loads modules anew on every change: one client a process all the same.
const kept = globalThis as { gatehouseDb?: PrismaClient }

/** The database. Connects on first use. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_, property) => {
    kept.gatehouseDb ??= connect()
    const value = Reflect.get(kept.gatehouseDb, property, kept.gatehouseDb)
    return typeof value === 'function' ? value.bind(kept.gatehouseDb) : value
  },
})

/** What verbs get inside a transaction; reads take either. */
export type Transaction = Prisma.TransactionClient
export type Reader = PrismaClient | Transaction

const isRetryable = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034'

/**
 * Runs `work` in one transaction (read committed: verbs lock the rows they decide on). Deadlocks and write conflicts are
 * tried again twice. No network inside `work`.
 */
export async function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(work, { maxWait: 10_000, timeout: 30_000 })
    } catch (error) {
      if (attempt >= 3 || !isRetryable(error)) throw error
    }
  }
}

/** True when `error` says that a unique rule on one of `fields` would be broken. */
export function isUniqueViolation(error: unknown, field?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return false
  return field === undefined || JSON.stringify(error.meta ?? {}).includes(field)
}
