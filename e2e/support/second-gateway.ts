import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { system } from '#lib/core/context.ts'
import { registerGateway } from '#lib/gateway/register-gateway.ts'
import { removeGateway } from '#lib/gateway/remove-gateway.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { freePort } from '#scripts/stack/ports.ts'
import { eventually } from '#scripts/test-support/eventually.ts'
import { addresses } from './journey.ts'

/** A further gateway of the journeys' stack: registered, started, ready; it can be paused as if its machine had stopped. */
export async function startSecondGateway() {
  const name = uniqueName('second').replace(' ', '-')
  const { id, token } = await registerGateway(system, { name })
  const [port, adminPort] = [await freePort(), await freePort()]
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-second-'))
  const child = spawn(process.execPath, ['gateway/main.ts'], {
    env: {
      ...process.env,
      GATEWAY_PORT: String(port),
      GATEWAY_ADMIN_PORT: String(adminPort),
      GATEWAY_DATA_DIR: folder,
      GATEWAY_TOKEN: token,
      GATEWAY_WORKERS: '1',
      SYNC_URL: `${addresses().sync!.replace('http', 'ws')}/connect`,
    },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const isReady = () =>
    fetch(`http://127.0.0.1:${adminPort}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
  await eventually(isReady, `the gateway ${name} is ready`)
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    remove: async () => {
      child.kill('SIGKILL')
      await ended
      await removeGateway(system, { id })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
