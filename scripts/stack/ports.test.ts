import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { checkPorts, freePort, isFree } from './ports.ts'

test('a taken port is named with the variable that changes it', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const taken = { port, for: 'gateway', variable: 'GATEWAY_PORT' }
  const free = { port: await freePort(), for: 'sync', variable: 'SYNC_PORT' }
  await expect(checkPorts([taken, free])).rejects.toThrow(
    `${port} (gateway): set GATEWAY_PORT to another port`,
  )
  await expect(checkPorts([taken, free])).rejects.not.toThrow('SYNC_PORT')
  server.close()
})

test('the same port twice is named with both variables', async () => {
  const port = await freePort()
  const needed = [
    { port, for: 'portal', variable: 'PORT' },
    { port, for: 'sync', variable: 'SYNC_PORT' },
  ]
  await expect(checkPorts(needed)).rejects.toThrow(/portal and sync: change PORT or SYNC_PORT/)
})

test('a free port is free', async () => {
  expect(await isFree(await freePort())).toBe(true)
})
