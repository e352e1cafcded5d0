import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageFile, root } from '../stack/paths.ts'
import { type Check, runChecks } from './run-checks.ts'

const rooms = [
  'app',
  'bench',
  'components',
  'demo',
  'e2e',
  'gateway',
  'gateway-sync',
  'lib',
  'prisma',
  'scripts',
]

/** What can be said about the house without running it. */
export const staticChecks: Check[] = [
  {
    name: 'format and lint',
    args: [
      packageFile('@biomejs/biome/bin/biome'),
      'ci',
      '--error-on-warnings',
      '--diagnostic-level=warn',
      '--colors=off',
    ],
  },
  { name: 'types', args: [packageFile('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  {
    name: 'import arrows',
    args: [
      packageFile('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      ...rooms.filter((room) => existsSync(join(root, room))),
    ],
  },
  { name: 'unused code', args: [packageFile('knip/bin/knip.js'), '--no-config-hints'] },
]

/** The quick tests: those that need neither other processes nor a database. */
export const unitTests: Check = {
  name: 'unit tests',
  args: [packageFile('vitest/vitest.mjs'), 'run', '--project', 'unit', '--reporter', 'dot'],
}

/** What type checking needs beside the sources: Next's own declarations, which are not kept in git. */
export async function prepareTypes(): Promise<boolean> {
  if (existsSync(join(root, 'next-env.d.ts'))) return true
  const results = await runChecks([
    { name: "Next's types", args: [packageFile('next/dist/bin/next'), 'typegen'] },
  ])
  return results.every((result) => result.isOk)
}
