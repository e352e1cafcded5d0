import { spawn } from 'node:child_process'
import { root } from '../stack/paths.ts'

/** A program whose exit code says whether something holds. */
export interface Check {
  name: string
  /** Arguments for the current Node. */
  args: string[]
}

export interface CheckResult {
  name: string
  isOk: boolean
}

async function runCheck({ name, args }: Check): Promise<CheckResult> {
  const startedAt = performance.now()
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NEXT_TELEMETRY_DISABLED: '1' }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output.push(Buffer.from(String(error)))
      resolve(null)
    })
    child.once('close', resolve)
  })
  const isOk = code === 0
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${isOk ? '✓' : '✗'} ${name.padEnd(18)} ${seconds.padStart(5)} s`)
  if (!isOk) console.log(Buffer.concat(output).toString('utf8').trimEnd().replace(/^/gm, '    '))
  return { name, isOk }
}

/** Runs checks at the same time; shows each as it ends, and the output of those that fail. */
export const runChecks = (checks: Check[]): Promise<CheckResult[]> => Promise.all(checks.map(runCheck))
