import type { TestProject } from 'vitest/node'
import { dataPaths } from '../stack/paths.ts'
import { ensureClient } from '../stack/prisma.ts'
import { runTool } from '../stack/run-tool.ts'
import { startTestPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The test run's PostgreSQL, as a user who may make databases. */
    adminDatabaseUrl: string
  }
}

/** Once a run: the database client, and a PostgreSQL with a migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureClient(runTool, process.env, dataPaths('.data').logs)
  const server = await startTestPostgres()
  project.provide('adminDatabaseUrl', server.adminUrl)
  return server.stop
}
