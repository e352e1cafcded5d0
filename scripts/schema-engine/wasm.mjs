import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'

const GLUE = '@prisma/schema-engine-wasm/schema_engine_bg'
let panic = ''

/** What the engine said when it broke down, or an empty text. */
export const lastPanic = () => panic

/** Loads the engine. `datamodels` are pairs of path and content. */
export async function loadEngine(connections, datamodels) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      panic = message
    },
  }
  const glue = await import(GLUE)
  const path = createRequire(import.meta.url)
    .resolve(GLUE)
    .replace(/_bg\.js$/, '_bg.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(path), { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined }
  return glue.SchemaEngine.new(options, () => {}, bindMigrationAwareSqlAdapterFactory(connections))
}
