import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { toChanges } from '../check/validate.ts'
import { compileRows } from '../compile/compile-rows.ts'
import type { Resource } from '../contract/index.ts'
import type { Rows } from '../load/rows.ts'
import { ConfigurationState } from '../state/configuration-state.ts'

/** A view of the database, and what comes of it. `UPDATE_GOLDEN=1` writes the second half anew, to be read in the diff. */
type Golden = { rows: Rows; portalOrigin?: string; served?: Resource[]; withheld?: string[] }

const files = globSync('*.json', { cwd: import.meta.dirname }).map((file) => join(import.meta.dirname, file))

test.each(files.map((file) => [basename(file, '.json'), file]))('%s', (_, file) => {
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden
  const { rows, portalOrigin } = golden
  const state = new ConfigurationState()
  const changes = toChanges([], compileRows(rows, { portalOrigin: portalOrigin ?? null }))
  state.apply(1, changes)
  const credentials = changes.map(({ resource }) => resource).filter((one) => one?.kind === 'credential')
  const served = [...state.resources(), ...credentials]
  const withheld = state.withheld.map(({ ref, problem }) => `${ref.kind}/${ref.id}: ${problem}`)
  if (process.env.UPDATE_GOLDEN)
    writeFileSync(file, `${JSON.stringify({ rows, portalOrigin, served, withheld }, null, 2)}\n`)
  else expect({ served, withheld }).toEqual({ served: golden.served, withheld: golden.withheld })
})

test('there are golden pairs', () => {
  expect(files.length).toBeGreaterThan(5)
})
