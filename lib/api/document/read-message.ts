import type { DocumentProblem } from '../schema.ts'
import type { VersionRows } from './version-rows.ts'

/** What the reading thread is given. `previous`: JSON text of the version to compare with (`ComparedVersion`). */
export type ReadRequest = { bytes: Uint8Array; base: string | null; previous: string | null }

/** What it answers; `rows` is null when `problems` has an error. */
export type ReadAnswer = { rows: VersionRows | null; problems: DocumentProblem[] }
