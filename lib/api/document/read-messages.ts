import type { DocumentProblem } from '../schema.ts'
import type { VersionRows } from './version-rows.ts'

/** What the reading thread is given. `previous`: JSON text of the version to compare with (`ComparedVersion`). */
export type ReadRequest = { bytes: Uint8Array; base: string | null; previous: string | null }

/** What it answers: rows, or null with the problems that refuse the document. */
export type ReadAnswer = { rows: VersionRows | null; problems: DocumentProblem[] }
