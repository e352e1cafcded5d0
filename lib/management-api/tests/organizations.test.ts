import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../testing.ts'
import { newMember, newParty, type Party } from './party.ts'

let party: Party
beforeAll(async () => {
  party = await newParty()
})
const send = (method: string, path: string, body?: unknown) =>
  call(method, path, { token: party.token, body })

describe('organizations', () => {
  it('201, 200: are made, listed and renamed', async () => {
    const { status, json } = await send('POST', '/organizations', { name: 'Mobile', slug: 'mobile' })
    expect([status, json]).toEqual([201, { id: expect.stringMatching(/^org_/), slug: 'mobile' }])
    expect((await send('PATCH', `/organizations/${json.id}`, { name: 'Mobile bank' })).status).toBe(200)
    expect((await send('GET', `/organizations/${json.id}`)).json).toMatchObject({
      name: 'Mobile bank',
      role: 'owner',
    })
    expect((await send('GET', '/organizations')).json.data).toHaveLength(2)
  })

  it('409: the address is taken', async () => {
    await send('POST', '/organizations', { name: 'Taken', slug: 'taken' })
    const { status, json } = await send('POST', '/organizations', { name: 'Other', slug: 'taken' })
    expect([status, json.code]).toEqual([409, 'conflict'])
  })
})

describe('members and invitations', () => {
  it('200: roles change, people are removed', async () => {
    const editor = await newMember(party, 'editor')
    const path = `/organizations/${party.organizationId}/members`
    const find = async () =>
      (await send('GET', path)).json.data.find(
        (member: { userId: string }) => member.userId === editor.userId,
      )
    const { id, role } = await find()
    expect(role).toBe('editor')
    expect((await send('PATCH', `/members/${id}`, { role: 'admin' })).json).toEqual({ id })
    expect((await find()).role).toBe('admin')
    expect((await send('PATCH', `/members/${id}`, { role: 'king' })).status).toBe(400)
    expect((await send('DELETE', `/members/${id}`)).json).toEqual({ id })
    expect((await call('GET', path, { token: editor.token })).status).toBe(401)
  })

  it('409: the last owner stays', async () => {
    const path = `/organizations/${party.organizationId}/members`
    const own = (await send('GET', path)).json.data.find(
      (member: { userId: string }) => member.userId === party.userId,
    )
    expect((await send('DELETE', `/members/${own.id}`)).status).toBe(409)
  })

  it('201, 200: people are invited, the link’s token shown once', async () => {
    const path = `/organizations/${party.organizationId}/invitations`
    const { status, json } = await send('POST', path, { email: 'Ada@Example.com', role: 'viewer' })
    expect(status).toBe(201)
    const list = (await send('GET', path)).json
    expect(list.data).toMatchObject([
      { id: json.id, email: 'ada@example.com', role: 'viewer', isExpired: false },
    ])
    expect(JSON.stringify(list)).not.toContain(json.token)
    expect((await send('POST', `/invitations/${json.id}/revoke`)).json).toEqual({ id: json.id })
    expect((await send('GET', path)).json.data).toEqual([])
  })
})

describe('me and access tokens', () => {
  it('200: who the token acts as', async () => {
    expect((await send('GET', '/me')).json).toMatchObject({
      id: party.userId,
      organizationId: party.organizationId,
      isOperator: false,
      memberships: expect.arrayContaining([expect.objectContaining({ slug: party.slug, role: 'owner' })]),
    })
  })

  it('200: own tokens only, never their secrets', async () => {
    const list = (await send('GET', '/access-tokens')).json
    expect(list.data).toMatchObject([{ id: party.tokenId, hint: party.token.slice(-4), status: 'active' }])
    expect(JSON.stringify(list)).not.toContain(party.token)
  })
})
