import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { call } from '../testing.ts'
import { newParty, type Party } from './party.ts'

let party: Party
beforeAll(async () => {
  party = await newParty()
})

describe('401', () => {
  it.each([
    ['nothing', undefined, 'Bearer realm="gatehouse"'],
    ['another scheme', 'Basic YTpi', 'Bearer realm="gatehouse", error="invalid_token"'],
    ['an unknown token', 'Bearer gt_unknown', 'Bearer realm="gatehouse", error="invalid_token"'],
  ])('%s', async (_, authorization, challenge) => {
    const answer = await call('GET', '/me', { headers: authorization ? { authorization } : {} })
    expect(answer).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
    expect(answer.headers.get('www-authenticate')).toBe(challenge)
  })

  it('a session cookie is no token', async () => {
    const answer = await call('GET', '/me', { headers: { cookie: 'next-auth.session-token=x' } })
    expect(answer.status).toBe(401)
  })

  it('an expired and a revoked token', async () => {
    const other = await newParty()
    await db.accessToken.update({
      where: { id: other.tokenId },
      data: { expiresAt: new Date(Date.now() - 1) },
    })
    expect((await call('GET', '/me', { token: other.token })).status).toBe(401)
    await db.accessToken.update({ where: { id: other.tokenId }, data: { expiresAt: null } })
    expect((await call('GET', '/me', { token: other.token })).status).toBe(200)
    const path = `/access-tokens/${other.tokenId}/revoke`
    expect((await call('POST', path, { token: other.token })).json).toEqual({
      id: other.tokenId,
      status: 'revoked',
    })
    expect((await call('GET', '/me', { token: other.token })).status).toBe(401)
  })
})

describe('404 and 405', () => {
  it.each(['', '/', '/nope', '/apis/a/b/c', '/apis/%'])('does not know %j', async (path) => {
    expect(await call('GET', path, { token: party.token })).toMatchObject({
      status: 404,
      json: { code: 'not_found' },
    })
  })

  it('names the methods that a path has', async () => {
    const answer = await call('PUT', '/apis', { token: party.token, body: {} })
    expect(answer).toMatchObject({ status: 405, json: { code: 'method_not_allowed' } })
    expect(answer.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
    const options = await call('OPTIONS', '/apis')
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, POST, HEAD, OPTIONS'])
  })
})

it('HEAD answers as GET does', async () => {
  const answer = await call('HEAD', '/applications', { token: party.token })
  expect(answer.status).toBe(200)
})

describe('400', () => {
  const post = (body: unknown) => call('POST', '/applications', { token: party.token, body })

  it.each([
    ['{"name": ', 'line 1, column 10'],
    ['[]', ''],
    ['"text"', ''],
    ['null', ''],
  ])('a body that is %s', async (body, place) => {
    const answer = await post(body)
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_input' } })
    expect(answer.json.detail).toContain(place)
  })

  it('says at which field, one message each', async () => {
    expect((await post({ description: 5 })).json.fields).toEqual({
      name: 'Give it a name',
      description: expect.any(String),
    })
  })

  it('refuses members that it does not know', async () => {
    expect((await post({ name: 'x', organisationId: 'y' })).json.fields).toEqual({
      organisationId: 'This call has no such member.',
    })
    expect(await db.application.count({ where: { organizationId: party.organizationId } })).toBe(0)
  })

  it('refuses text that cannot be stored', async () => {
    expect((await post('{"name": "a\\u0000b"}')).json.fields).toHaveProperty('name')
  })

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['sort=name', 'sort'],
    ['limit=5&limit=6', 'limit'],
    ['cursor=%00', 'cursor'],
  ])('a query like %s', async (query, field) => {
    const answer = await call('GET', `/applications?${query}`, { token: party.token })
    expect(answer.status).toBe(400)
    expect(Object.keys(answer.json.fields)).toEqual([field])
  })
})

describe('413 and 415', () => {
  it('takes a megabyte, and JSON only', async () => {
    const { token } = party
    const large = await call('POST', '/applications', { token, body: { name: 'x'.repeat(1024 * 1024) } })
    expect(large).toMatchObject({ status: 413, json: { code: 'payload_too_large' } })
    const headers = { 'content-type': 'text/plain' }
    const text = await call('POST', '/applications', { token, body: '{"name":"x"}', headers })
    expect(text).toMatchObject({ status: 415, json: { code: 'unsupported_media_type' } })
  })
})

describe('500', () => {
  it('shows the request id, never the message', async () => {
    const { token } = party
    await db.$executeRaw`ALTER TABLE application RENAME TO application_gone`
    try {
      const answer = await call('GET', '/applications', { token })
      expect(answer).toMatchObject({ status: 500, json: { code: 'internal' } })
      expect(JSON.stringify(answer.json)).not.toMatch(/prisma|application_gone|does not exist/i)
    } finally {
      await db.$executeRaw`ALTER TABLE application_gone RENAME TO application`
    }
  })
})

describe('paging', () => {
  it('gives every object once, the newest first', async () => {
    const { token } = party
    const names = Array.from({ length: 5 }, (_, i) => `App ${i}`)
    for (const name of names) await call('POST', '/applications', { token, body: { name } })
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const answer = await call('GET', `/applications?limit=2&cursor=${cursor}`, { token })
      seen.push(...answer.json.data.map((item: { name: string }) => item.name))
      cursor = answer.json.nextCursor
    }
    expect(seen).toEqual(names.reverse())
  })
})

describe('Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'once' }

  it('makes one of ten at once, and gives the same answer again', async () => {
    const { token, organizationId } = await newParty()
    const post = () => call('POST', '/applications', { token, body: { name: 'Once' }, headers })
    const answers = await Promise.all(Array.from({ length: 10 }, post))
    expect(await db.application.count({ where: { organizationId } })).toBe(1)
    expect(new Set(answers.map(({ status }) => status)).isSubsetOf(new Set([201, 409]))).toBe(true)
    for (const { status, json } of answers)
      if (status === 409) expect(json.code).toBe('idempotency_in_progress')
    const first = answers.find(
      ({ status, headers }) => status === 201 && !headers.has('idempotency-replayed'),
    )
    const again = await post()
    expect([again.status, again.json]).toEqual([201, first?.json])
    expect(again.headers.get('idempotency-replayed')).toBe('true')
  })

  it('refuses the key for another body', async () => {
    const { token } = await newParty()
    await call('POST', '/applications', { token, body: { name: 'One' }, headers })
    const answer = await call('POST', '/applications', { token, body: { name: 'Two' }, headers })
    expect(answer).toMatchObject({ status: 409, json: { code: 'idempotency_conflict' } })
  })

  it('keeps the verb’s refusal, but not a body that was wrong', async () => {
    const { token } = await newParty()
    expect((await call('POST', '/applications', { token, body: { name: '' }, headers })).status).toBe(400)
    expect((await call('POST', '/applications', { token, body: { name: 'One' }, headers })).status).toBe(201)
    const taken = { 'idempotency-key': 'taken' }
    const post = () => call('POST', '/applications', { token, body: { name: 'One' }, headers: taken })
    expect((await post()).status).toBe(409)
    await db.application.deleteMany({ where: { name: 'One' } })
    const again = await post()
    expect([again.status, again.json.code]).toEqual([409, 'conflict'])
    expect(again.headers.get('idempotency-replayed')).toBe('true')
  })
})
