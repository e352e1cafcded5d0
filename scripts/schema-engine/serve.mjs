import { createInterface } from 'node:readline'
import { lastPanic } from './wasm.mjs'

const ENGINE_ERROR = 4466
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

async function answer(engine, { method, params }) {
  // These two expect that `devDiagnostic` has read the schema from a shadow database before.
  if (method === 'evaluateDataLoss' || method === 'createMigration') {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
  }
  const result = await engine[method === 'getDatabaseVersion' ? 'version' : method](params)
  if (method === 'diff' && result?.stdout) {
    send({ id: 'print', method: 'print', params: { content: result.stdout } })
  }
  return result ?? null
}

function errorOf(error) {
  const message = lastPanic() ? `schema-engine-wasm panic: ${lastPanic()}` : String(error?.message ?? error)
  const data = { is_panic: false, message, error_code: error?.code, meta: error?.meta }
  return { code: ENGINE_ERROR, message: 'An error happened. Check the data field for details.', data }
}

/** Answers the engine's calls, one after the other, until the caller closes its side. */
export async function serve(getEngine) {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const call = JSON.parse(line)
    // An answer to our own `print`.
    if (!call.method) continue
    try {
      send({ id: call.id, result: await answer(await getEngine(), call) })
    } catch (error) {
      send({ id: call.id, error: errorOf(error) })
    }
  }
}
