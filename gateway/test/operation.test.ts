import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '#scripts/test-support/eventually.ts'
import { type RunningGateway, startGateway, startUpstream, type Upstream } from './harness.ts'
import { offer } from './resources.ts'
import { SyncPeer } from './sync-peer.ts'

let upstream: Upstream
let sync: SyncPeer
let gateway: RunningGateway
let key: string

beforeAll(async () => {
  upstream = await startUpstream((request, response) => response.end(JSON.stringify(request.headers)))
  const offered = offer(upstream.url)
  key = offered.key
  sync = await SyncPeer.start(offered.resources)
  const environment = { GATEWAY_TRUSTED_PROXIES: '127.0.0.0/8', GATEWAY_HOST: '0.0.0.0' }
  gateway = await startGateway({ syncUrl: sync.url, environment })
  await gateway.until((state) => state.revision === 1)
})

afterAll(async () => {
  await gateway.stop()
  await sync.stop()
  await upstream.stop()
})

const call = (headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/accounts/x`, { headers: { 'x-api-key': key, ...headers } })

describe('operating a gateway', () => {
  it('its metrics add all workers up, by code and latency, and never name a key', async () => {
    await (await call()).text()
    await (await call({ 'x-api-key': 'gk_nothing' })).text()
    const text = await (await fetch(`${gateway.adminUrl}/metrics`)).text()
    expect(text).toContain('gatehouse_gateway_requests_seen_total 2')
    expect(text).toContain('gatehouse_gateway_refusals_total{code="credential_unknown"} 1')
    expect(text).toContain('gatehouse_gateway_responses_total{class="2xx"} 1')
    expect(text).toMatch(/gatehouse_gateway_request_duration_seconds_bucket\{le="\+Inf"\} 2/)
    expect(text).toContain('gatehouse_gateway_revision 1')
    expect(text).not.toContain('gk_')
    expect((await fetch(`${gateway.adminUrl}/readyz`)).status).toBe(200)
  })

  it('is ready once it has a configuration, from sync or from disk, and not by being let in', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-readiness-'))
    const peer = await SyncPeer.start([...sync.resources.values()])
    peer.isWithholding = true
    const other = await startGateway({ syncUrl: peer.url, dataDir })
    const readiness = async ({ adminUrl }: RunningGateway) => {
      const answer = await fetch(`${adminUrl}/readyz`)
      return `${answer.status} ${await answer.text()}`
    }
    await eventually(
      async () => /^503 .*no configuration was ever received/s.test(await readiness(other)),
      'it was let in, and says that it is not ready',
    )
    peer.isWithholding = false
    peer.disconnect()
    await other.until((state) => state.revision === 1)
    expect(await readiness(other)).toMatch(/^200 /)
    await other.stop()
    await peer.stop()
    const alone = await startGateway({ syncUrl: peer.url, dataDir })
    expect(await readiness(alone)).toMatch(/^200 /)
    await alone.stop()
    rmSync(dataDir, { recursive: true })
  })

  it('its admin port answers on loopback only', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each && !each.internal && each.family === 'IPv4')
    if (outside === undefined) return
    const { port } = new URL(gateway.adminUrl)
    await expect(fetch(`http://${outside.address}:${port}/healthz`)).rejects.toThrow()
    expect((await fetch(`http://${outside.address}:${gateway.port}/accounts/x`)).status).toBe(401)
  })

  it('a trusted proxy’s X-Forwarded headers are continued', async () => {
    const seen = (await (
      await call({ 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https' })
    ).json()) as Record<string, string>
    expect(seen['x-forwarded-for']).toBe('9.9.9.9, 127.0.0.1')
    expect(seen['x-forwarded-proto']).toBe('https')
  })

  it('its log holds no key and no token', async () => {
    expect(JSON.stringify(gateway.log)).not.toMatch(/gk_|a-token-of-the-tests/)
  })

  it('a taken port is named, with the variable that changes it', async () => {
    const main = fileURLToPath(new URL('../main.ts', import.meta.url))
    const env = {
      ...process.env,
      GATEWAY_PORT: new URL(upstream.url).port,
      GATEWAY_HOST: '127.0.0.1',
      GATEWAY_TOKEN: 'x',
      GATEWAY_ADMIN_PORT: '0',
      GATEWAY_DATA_DIR: `${gateway.dataDir}/other`,
    }
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    const [code] = await once(child, 'close')
    expect(code).toBe(1)
    expect(output).toContain('GATEWAY_PORT changes it')
  })

  it('a second signal stops it at once', async () => {
    const slow = await startUpstream(() => undefined)
    const offered = offer(slow.url)
    const peer = await SyncPeer.start(offered.resources)
    const other = await startGateway({ syncUrl: peer.url })
    await other.until((state) => state.revision === 1)
    const hanging = fetch(`${other.url}/accounts/x`, { headers: { 'x-api-key': offered.key } }).catch(
      () => 'broken off',
    )
    await other.until((state) => state.requests.seen === 1)
    other.process.kill('SIGTERM')
    await new Promise((wake) => setTimeout(wake, 100))
    expect(other.process.exitCode).toBeNull()
    other.process.kill('SIGTERM')
    await once(other.process, 'exit')
    expect(await hanging).toBe('broken off')
    await other.stop()
    await peer.stop()
    await slow.stop()
  })
})
