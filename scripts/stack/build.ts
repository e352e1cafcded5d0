import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { packageFile, root } from './paths.ts'
import type { RunTool } from './run-tool.ts'
import { isStamped, stampOf, writeStamp } from './stamp.ts'

const STAMP = join(root, '.next/gatehouse.stamp')
// What the web application is not made of. Anything new counts until it is named here: a needless build is cheaper than a
// missed one.
const NOT_BUILT = ['bench', 'demo', 'docs', 'e2e', 'gateway', 'node_modules', 'scripts', 'test-results']
const isLeftOut = (path: string) =>
  /\.test\.tsx?$|\.md$|tsbuildinfo$/.test(path) ||
  path.startsWith('lib/generated') ||
  /^gateway-sync\/(?!contract)/.test(`${path}/`)

const sources = () =>
  readdirSync(root).filter(
    (name) => !name.startsWith('.') && !NOT_BUILT.includes(name) && name !== 'next-env.d.ts',
  )

/** Builds the web application when its sources differ from those of the last build that ended well. */
export async function ensureBuild(run: RunTool, env: NodeJS.ProcessEnv, logs: string): Promise<string> {
  const stamp = stampOf(root, sources(), isLeftOut)
  if (existsSync(join(root, '.next/BUILD_ID')) && isStamped(STAMP, stamp)) return 'current'
  rmSync(STAMP, { force: true })
  const args = [packageFile('next/dist/bin/next'), 'build', '--webpack']
  await run({ name: 'next build', args, env, logPath: join(logs, 'build.log') })
  writeStamp(STAMP, stamp)
  return 'built'
}
