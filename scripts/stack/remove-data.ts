import { rmSync } from 'node:fs'
import { readJson } from './json-file.ts'
import type { DataPaths } from './paths.ts'
import type { Secrets } from './secrets.ts'

/** Removes a data directory, and its database where that had to lie elsewhere. Nothing may run on it. */
export function removeData(paths: DataPaths): void {
  const outside = readJson<Secrets>(paths.secrets)?.databaseDir
  for (const path of [outside, paths.dir]) if (path) rmSync(path, { recursive: true, force: true })
}
