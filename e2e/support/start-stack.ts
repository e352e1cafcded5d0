// The stack that the journeys run against: the production build, on a data directory that is made anew each time.
import { dataPaths } from '#scripts/stack/paths.ts'
import { removeData } from '#scripts/stack/remove-data.ts'
import { clearLeftovers } from '#scripts/stack/run-file.ts'

const paths = dataPaths(process.env.DATA_DIR ?? '')
if (!process.env.DATA_DIR)
  throw new Error('DATA_DIR must name a directory of the journeys own: it is removed.')
await clearLeftovers(paths.run)
removeData(paths)
await import('#scripts/start.ts')
