import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'prisma/config'

// Machines that cannot reach Prisma's download host have no native schema engine: the same engine as WebAssembly
// stands in for it there. Connected machines keep the original.
const engines = join(process.cwd(), 'node_modules/@prisma/engines')
const hasNative =
  existsSync(engines) && readdirSync(engines).some((file) => file.startsWith('schema-engine-'))
if (!hasNative) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(process.cwd(), 'scripts/prisma-schema-engine.mjs')
}

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgres://invalid@127.0.0.1/invalid' },
})
