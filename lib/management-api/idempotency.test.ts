import { describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import type { Answer } from './answer.ts'
import { type IdempotentCall, idempotent, readIdempotencyKey } from './idempotency.ts'

let count = 0
const newCall = (more: Partial<IdempotentCall> = {}): IdempotentCall => ({
  tokenId: 'tok_one',
  token: 'gt_token_of_the_caller',
  key: `key-${++count}`,
  method: 'POST',
  path: '/api/v1/apis',
  body: Buffer.from('{"name":"Accounts"}'),
  ...more,
})
const answering = (status: number, text = '{"id":"api_1"}') => {
  const run = async (): Promise<Answer> => {
    work.times++
    return { status, text }
  }
  const work = { times: 0, run }
  return work
}
const age = (call: IdempotentCall, seconds: number) =>
  db.$executeRaw`UPDATE idempotency_key SET "createdAt" = "createdAt" - make_interval(secs => ${seconds}) WHERE key = ${call.key}`

describe('idempotent', () => {
  it('gives the first answer again, with its status', async () => {
    const call = newCall()
    const work = answering(201)
    expect(await idempotent(call, work.run)).toEqual({
      answer: { status: 201, text: '{"id":"api_1"}' },
      isReplayed: false,
    })
    expect(await idempotent(call, work.run)).toEqual({
      answer: { status: 201, text: '{"id":"api_1"}' },
      isReplayed: true,
    })
    expect(work.times).toBe(1)
  })

  it('keeps refusals, and forgets what failed on our side', async () => {
    const refused = newCall()
    const work = answering(409, '{}')
    await idempotent(refused, work.run)
    expect(await idempotent(refused, work.run)).toMatchObject({ answer: { status: 409 }, isReplayed: true })

    const failed = newCall()
    await idempotent(failed, answering(500, '{}').run)
    expect(await idempotent(failed, answering(201).run)).toMatchObject({
      answer: { status: 201 },
      isReplayed: false,
    })
  })

  it.each([{ method: 'PUT' }, { path: '/api/v1/applications' }, { body: Buffer.from('{"name":"Other"}') }])(
    'refuses another call under the same key: %j',
    async (difference) => {
      const call = newCall()
      await idempotent(call, answering(201).run)
      await expect(idempotent({ ...call, ...difference }, answering(201).run)).rejects.toMatchObject({
        code: 'idempotency_conflict',
      })
    },
  )

  it('does not mix the keys of two tokens', async () => {
    const call = newCall()
    await idempotent(call, answering(201).run)
    const other = await idempotent({ ...call, tokenId: 'tok_two' }, answering(201, '{"id":"api_2"}').run)
    expect(other).toEqual({ answer: { status: 201, text: '{"id":"api_2"}' }, isReplayed: false })
  })

  it('runs one of twenty at once; the others are told to wait', async () => {
    const call = newCall()
    let times = 0
    const slow = async () => {
      times++
      await new Promise((resolve) => setTimeout(resolve, 200))
      return { status: 201, text: '{}' }
    }
    const settled = await Promise.allSettled(Array.from({ length: 20 }, () => idempotent(call, slow)))
    expect(times).toBe(1)
    const refused = settled.filter((one) => one.status === 'rejected')
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array(19).fill('idempotency_in_progress'))
    expect(await idempotent(call, slow)).toMatchObject({ isReplayed: true })
  })

  it('takes over a call that died, but not one that may still work', async () => {
    const call = newCall()
    const dies = () => Promise.reject(new Error('the process was killed'))
    await expect(idempotent(call, dies)).rejects.toThrow('killed')
    await age(call, 55)
    await expect(idempotent(call, answering(201).run)).rejects.toMatchObject({
      code: 'idempotency_in_progress',
    })
    await age(call, 6)
    expect(await idempotent(call, answering(201).run)).toMatchObject({ isReplayed: false })
    expect(await idempotent(call, answering(201).run)).toMatchObject({ isReplayed: true })
  })

  it('lets a call that was given up not overwrite the answer of the one that took over', async () => {
    const call = newCall()
    let finish = (_: Answer): void => {}
    const slow = idempotent(call, () => new Promise((resolve) => (finish = resolve)))
    while ((await db.idempotencyKey.count({ where: { key: call.key } })) === 0)
      await new Promise(setImmediate)
    await age(call, 61)
    await idempotent(call, answering(201, '{"id":"second"}').run)
    finish({ status: 201, text: '{"id":"first"}' })
    await slow
    expect(await idempotent(call, answering(201).run)).toMatchObject({ answer: { text: '{"id":"second"}' } })
  })

  it('expires after a day, and clears away what expired', async () => {
    const call = newCall()
    const other = newCall()
    await idempotent(call, answering(201).run)
    await idempotent(other, answering(201).run)
    await age(call, 86_401)
    await age(other, 86_401)
    expect(await idempotent(call, answering(201).run)).toMatchObject({ isReplayed: false })
    expect(await db.idempotencyKey.count({ where: { key: other.key } })).toBe(0)
  })

  it('leaves no secret in the database', async () => {
    const call = newCall()
    await idempotent(call, answering(201, '{"secret":"gk_very_secret"}').run)
    const row = await db.idempotencyKey.findFirstOrThrow({ where: { key: call.key } })
    expect(JSON.stringify(row)).not.toContain('gk_very_secret')
    expect(Buffer.from(String(row.body), 'base64').toString('latin1')).not.toContain('gk_very_secret')
  })
})

describe('readIdempotencyKey', () => {
  it('takes visible ASCII of 1 to 255 characters', () => {
    expect(readIdempotencyKey(new Headers())).toBeNull()
    expect(readIdempotencyKey(new Headers({ 'idempotency-key': '"a1"' }))).toBe('"a1"')
    for (const key of ['', 'a b', 'ä', 'x'.repeat(256)])
      expect(() => readIdempotencyKey(new Headers({ 'idempotency-key': key }))).toThrow('visible ASCII')
  })
})
