import { expect, test } from 'vitest'
import { readEnv } from '#lib/core/env.ts'
import { gatewayEnv, houseEnv } from './child-env.ts'
import { dataPaths } from './paths.ts'
import type { Settings } from './settings.ts'

const settings = (env: Record<string, string> = {}): Settings => ({
  mode: 'start',
  env: readEnv({ NODE_ENV: 'test', ...env }),
  paths: dataPaths('/somewhere'),
  secrets: { databasePassword: 'database-secret', authSecret: 'a'.repeat(40), gatewayToken: 'gwt_token' },
})
const databaseUrl = 'postgres://user:database-secret@127.0.0.1:5432/gatehouse'

test("the house gets what was validated, and next-auth's own names", () => {
  const env = houseEnv(settings({ PORT: '4000', PUBLIC_URL: 'https://portal.example/' }), databaseUrl, 'web')
  expect(env).toMatchObject({
    PORT: '4000',
    PUBLIC_URL: 'https://portal.example',
    NEXTAUTH_URL: 'https://portal.example',
    NEXTAUTH_SECRET: 'a'.repeat(40),
    DATA_DIR: '/somewhere',
    DATABASE_URL: databaseUrl,
    NODE_ENV: 'production',
  })
})

test('a secret that is set wins over the kept one', () => {
  const own = 'b'.repeat(40)
  expect(houseEnv(settings({ AUTH_SECRET: own }), databaseUrl, 'web').AUTH_SECRET).toBe(own)
})

test('the gateway gets its token and where sync is, and none of the house secrets', () => {
  const env = gatewayEnv(settings({ SYNC_PORT: '4001' }))
  expect(env).toMatchObject({ GATEWAY_TOKEN: 'gwt_token', SYNC_URL: 'ws://127.0.0.1:4001/connect' })
  expect(JSON.stringify(env)).not.toMatch(/database-secret|aaaaaaaa/)
})
