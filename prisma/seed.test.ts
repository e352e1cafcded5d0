import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digestKey } from '#gateway-sync/contract/key.ts'
import { loadTokenActor } from '#lib/access-token/load-token-actor.ts'
import { anonymous } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { listCatalogue } from '#lib/product/queries.ts'
import { signIn } from '#lib/user/sign-in.ts'
import type { DemoFile } from './seed/demo-file.ts'

let dir: string
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gatehouse-seed-'))
  await db.$executeRaw`TRUNCATE "organization", "user", "audit_entry", "config_change", "sign_in_attempt" CASCADE`
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** Runs the seed as the start does. Answers its exit code, or null when it was killed after `killAfterMs`. */
async function seed(env: Record<string, string> = {}, killAfterMs?: number): Promise<number | null> {
  const child = spawn(process.execPath, ['prisma/seed.ts'], {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dir, ALLOW_PRIVATE_ADDRESSES: '1', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (killAfterMs !== undefined) await Promise.race([sleep(killAfterMs), exit])
  if (killAfterMs !== undefined) child.kill('SIGKILL')
  return exit
}

const readDemo = (): DemoFile => JSON.parse(readFileSync(join(dir, 'demo.json'), 'utf8'))

/** How many rows of what there are: a second run may not add any. */
const counts = async () => ({
  people: await db.user.count(),
  organizations: await db.organization.count(),
  members: await db.member.count(),
  apis: await db.api.count(),
  products: await db.apiProduct.count({ where: { status: 'published' } }),
  pages: await db.productPage.count(),
  plans: await db.plan.count(),
  applications: await db.application.count(),
  subscriptions: await db.subscription.groupBy({ by: 'status', _count: true, orderBy: { status: 'asc' } }),
  liveKeys: await db.credential.count({ where: { revokedAt: null } }),
  invoices: await db.invoice.count(),
  credits: await db.creditGrant.count(),
})
const WHOLE = {
  people: 5,
  organizations: 4,
  members: 6,
  apis: 3,
  products: 3,
  pages: 9,
  plans: 11,
  applications: 7,
  subscriptions: [
    { status: 'active', _count: 10 },
    { status: 'pending', _count: 1 },
  ],
  liveKeys: 7,
  invoices: 2,
  credits: 1,
}

describe('the demo', { timeout: 120_000 }, () => {
  it('is whole, opens to everybody it names, and is not made twice', async () => {
    expect(await seed()).toBe(0)
    expect(await counts()).toEqual(WHOLE)
    const file = readDemo()
    expect(statSync(join(dir, 'demo.json')).mode & 0o777).toBe(0o600)
    for (const { email, password } of file.signIns) await signIn({ email, password, address: 'test' })
    expect(file.signIns).toHaveLength(5)
    const offered = (await listCatalogue(anonymous)).data.map(({ name }) => name)
    expect(offered).toEqual(['Accounts', 'Market data'])

    const entries = await db.auditEntry.count()
    expect(await seed()).toBe(0)
    expect(await counts()).toEqual(WHOLE)
    expect(await db.auditEntry.count()).toBe(entries)
    expect(readDemo()).toEqual(file)
  })

  it('is finished by the next run after kill -9 at any moment', async () => {
    let isDone = false
    for (let afterMs = 900; !isDone && afterMs < 30_000; afterMs += 700) {
      isDone = (await seed({}, afterMs)) === 0
    }
    expect(await seed()).toBe(0)
    expect(await counts()).toEqual(WHOLE)
    const { traffic, curl } = readDemo()
    for (const { key } of traffic!) {
      const credential = await db.credential.findUniqueOrThrow({ where: { digest: digestKey(key) } })
      expect(credential.revokedAt).toBeNull()
    }
    expect(curl).toContain(traffic![0]!.key)
  })

  it('takes the administrator that the configuration names, and shows no password of theirs', async () => {
    const env = {
      ADMIN_EMAIL: 'Root@corp.example',
      ADMIN_PASSWORD: 'configured password',
      ADMIN_TOKEN: 'x'.repeat(24),
    }
    expect(await seed(env)).toBe(0)
    await signIn({ email: 'root@corp.example', password: env.ADMIN_PASSWORD, address: 'test' })
    const actor = await loadTokenActor(env.ADMIN_TOKEN)
    expect(actor).toMatchObject({ isOperator: true, memberships: [{ name: 'Banking', role: 'owner' }] })
    expect(readDemo().signIns.map(({ email }) => email)).not.toContain('root@corp.example')
    expect(readFileSync(join(dir, 'demo.json'), 'utf8')).not.toContain(env.ADMIN_PASSWORD)
  })
})

describe('DEMO=0', { timeout: 120_000 }, () => {
  it('makes an administrator with a password of its own, and nothing else', async () => {
    expect(await seed({ DEMO: '0' })).toBe(0)
    expect(await counts()).toMatchObject({ people: 1, organizations: 1, apis: 0, applications: 0 })
    const [admin] = readDemo().signIns
    expect(admin?.password).toHaveLength(20)
    await signIn({ email: admin!.email, password: admin!.password, address: 'test' })
    expect(await seed({ DEMO: '0' })).toBe(0)
    expect(readDemo().signIns).toEqual([admin])
  })

  it('shows no password that is not the right one', async () => {
    expect(await seed({ DEMO: '0' })).toBe(0)
    rmSync(join(dir, 'demo.json'))
    expect(await seed({ DEMO: '0' })).toBe(0)
    expect(readDemo().signIns).toEqual([])
  })
})
