import { spawn } from 'node:child_process'
import { countInstalled } from './install-state.mjs'

const PROGRESS_MS = 3_000

/** Runs `npm ci` and shows how far it is. Rejects with a readable message when npm fails. */
export async function install(root) {
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const startedAt = Date.now()
  const child = npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawn('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  const ticker = setInterval(() => {
    const { there, all } = countInstalled(root)
    const seconds = Math.round((Date.now() - startedAt) / 1000)
    console.log(`    ${there} of about ${all} packages, ${seconds} s`)
  }, PROGRESS_MS)
  try {
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', resolve)
    })
    if (code !== 0) throw new Error(`npm ci ended with ${code}; its messages stand above.`)
  } finally {
    clearInterval(ticker)
  }
  return Date.now() - startedAt
}
