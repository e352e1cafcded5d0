import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { makeGateway } from '#lib/application/fixture.ts'
import { db } from '#lib/core/db.ts'
import { getHealth } from './queries.ts'

let server: Server | undefined
const sync = async (status: number) => {
  server = createServer((_, response) => response.writeHead(status).end()).listen(0, '127.0.0.1')
  await new Promise((resolve) => server!.once('listening', resolve))
  process.env.SYNC_PORT = String((server.address() as AddressInfo).port)
}
const down = (health: Awaited<ReturnType<typeof getHealth>>) =>
  health.parts.filter((part) => !part.isUp).map((part) => part.name)

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)))
  server = undefined
})

it('is up when web, database, sync and a gateway are, and names what is missing', async () => {
  await sync(200)
  await db.gateway.updateMany({ data: { removedAt: new Date() } })
  expect(down(await getHealth())).toEqual(['gateway'])
  const { id } = await makeGateway(0)
  expect(await getHealth()).toMatchObject({ isUp: true })
  await db.gateway.update({ where: { id }, data: { lastSeenAt: new Date(Date.now() - 11_000) } })
  expect(down(await getHealth())).toEqual(['gateway'])
  await db.gateway.update({ where: { id }, data: { lastSeenAt: new Date() } })
  server!.closeAllConnections()
  await new Promise((resolve) => server!.close(resolve))
  const health = await getHealth()
  expect(health.isUp).toBe(false)
  expect(health.parts.find((part) => part.name === 'sync')).toMatchObject({
    isUp: false,
    detail: expect.any(String),
  })
})

it('takes a sync that answers with an error for down', async () => {
  await sync(503)
  await makeGateway(0)
  expect(down(await getHealth())).toEqual(['sync'])
})
