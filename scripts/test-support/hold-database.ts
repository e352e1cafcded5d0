// The part of a start that a test kills: the database and its supervisor, on the data directory that DATA_DIR names.
import { startDatabase } from '../stack/database.ts'
import { bindToProcess } from '../stack/lifetime.ts'
import { clearLeftovers } from '../stack/run-file.ts'
import { readSettings } from '../stack/settings.ts'
import { createStack } from '../stack/stack.ts'

const settings = readSettings('start')
const stack = createStack(settings, console.error)
const lifetime = bindToProcess(stack)

async function hold(): Promise<void> {
  const left = await clearLeftovers(settings.paths.run)
  const { url, detail } = await startDatabase(stack)
  console.log(JSON.stringify({ url, detail, left }))
}

hold().catch(lifetime.fail)
