import { beforeAll, describe, expect, it } from 'vitest'
import { call } from '../testing.ts'
import { accounts, newParty, type Party } from './party.ts'

let party: Party
beforeAll(async () => {
  party = await newParty()
})
const post = (body: unknown) => call('POST', '/apis', { token: party.token, body })
const upstreamUrl = 'http://127.0.0.1:9'

describe('POST /apis', () => {
  it('201: an object', async () => {
    const { status, json } = await post({ name: 'My accounts', document: accounts, upstreamUrl })
    expect(status).toBe(201)
    expect(json).toEqual({
      id: expect.stringMatching(/^api_/),
      slug: 'my-accounts',
      gatewayUrl: expect.stringMatching(/\/my-accounts$/),
      operationCount: 2,
    })
  })

  it('201: YAML text, which stays as it was byte for byte', async () => {
    const document = `# kept\nopenapi: 3.0.3\ninfo: {title: Ä, version: '1'}\npaths:\n  /a:\n    get:\n      responses: {'200': {description: ok}}\n`
    const { status, json } = await post({ name: 'Yaml', slug: 'yaml-api', document, upstreamUrl })
    expect([status, json.slug]).toEqual([201, 'yaml-api'])
    const { data } = (await call('GET', `/apis/${json.id}/versions`, { token: party.token })).json
    const file = await call('GET', `/api-versions/${data[0].id}/document`, { token: party.token })
    expect(file.json).toBe(document)
    expect(file.headers.get('content-type')).toBe('application/yaml')
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="yaml-api-v1.yaml"')
  })

  it('201: a document of 2 MB, which is over the limit of other calls', async () => {
    const filler = 'x'.repeat(2 * 1024 * 1024)
    const document = { ...accounts, info: { ...accounts.info, description: filler } }
    expect((await post({ name: 'Large', document, upstreamUrl })).status).toBe(201)
  })

  it('400: a field that is wrong, and a member that is unknown', async () => {
    const wrong = await post({ name: 'x', document: accounts, upstreamUrl: 'ftp://x', slug: 'A B' })
    expect(wrong.status).toBe(400)
    expect(Object.keys(wrong.json.fields).sort()).toEqual(['slug', 'upstreamUrl'])
    expect((await post({ name: 'x', spec: accounts })).json.fields).toHaveProperty('spec')
    expect((await post({ name: 'x', upstreamUrl })).json.fields).toHaveProperty('document')
  })

  it('409: the slug is taken', async () => {
    await post({ name: 'a', slug: 'taken', document: accounts, upstreamUrl })
    const { status, json } = await post({ name: 'b', slug: 'taken', document: accounts, upstreamUrl })
    expect([status, json.code, Object.keys(json.fields)]).toEqual([409, 'conflict', ['slug']])
  })

  it.each([
    ['not OpenAPI', { hello: 'world' }],
    ['empty', ''],
    ['broken JSON', '{"openapi": '],
    ['a reference to nothing', { ...accounts, paths: { '/a': { $ref: '#/nowhere' } } }],
  ])('422: a document that is %s, with its problems', async (_, document) => {
    const { status, json } = await post({ name: 'x', document, upstreamUrl })
    expect([status, json.code]).toEqual([422, 'invalid_document'])
    expect(json.problems.length).toBeGreaterThan(0)
  })

  it('422: a document that is nested a hundred thousand deep', async () => {
    const depth = 100_000
    const document = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    const { status, json } = await post(`{"name":"x","upstreamUrl":"${upstreamUrl}","document":${document}}`)
    expect([status, json.code]).toEqual([422, 'invalid_document'])
  })

  it('413: a body of more than 25 MB', async () => {
    const { status, json } = await post({ name: 'x', document: 'x'.repeat(25 * 1024 * 1024) })
    expect([status, json.code]).toEqual([413, 'payload_too_large'])
  })
})

describe('an API', () => {
  it('200: is read, changed, imported anew and deleted', async () => {
    const { token } = party
    const { id } = (await post({ name: 'Whole', document: accounts, upstreamUrl })).json
    expect((await call('GET', `/apis/${id}`, { token })).json).toMatchObject({
      id,
      upstreamUrl,
      currentVersion: { number: 1, operationCount: 2 },
    })
    const patch = { upstreamUrl: 'http://127.0.0.1:10', responseTimeoutMs: 5000 }
    expect((await call('PATCH', `/apis/${id}`, { token, body: patch })).json).toEqual({ id, revision: null })
    const paths = {
      '/accounts': { get: accounts.paths['/accounts'].get },
      '/cards': accounts.paths['/accounts'],
    }
    const document = {
      ...accounts,
      paths: { ...paths, '/cards': { post: { responses: { 200: { description: 'x' } } } } },
    }
    const again = (await call('POST', `/apis/${id}/reimport`, { token, body: { document } })).json
    expect(again).toMatchObject({
      number: 2,
      isNew: true,
      differences: { removed: [{ key: 'openAccount' }] },
    })
    const same = (await call('POST', `/apis/${id}/reimport`, { token, body: { document } })).json
    expect(same).toMatchObject({ number: 2, isNew: false })
    const versions = (await call('GET', `/apis/${id}/versions`, { token })).json.data
    expect(versions.map((version: { number: number }) => version.number)).toEqual([2, 1])
    const body = { versionId: versions[1].id }
    expect((await call('PUT', `/apis/${id}/current-version`, { token, body })).json).toMatchObject({
      number: 1,
    })
    expect((await call('DELETE', `/apis/${id}`, { token })).json).toEqual({ id })
    expect((await call('GET', `/apis/${id}`, { token })).status).toBe(404)
  })

  it('200: its operations, page by page, and one of them with its schemas', async () => {
    const { token } = party
    const { id } = (await post({ name: 'Operations', document: accounts, upstreamUrl })).json
    const versionId = (await call('GET', `/apis/${id}`, { token })).json.currentVersion.id
    const path = `/api-versions/${versionId}/operations`
    const first = (await call('GET', `${path}?limit=1`, { token })).json
    expect([first.data[0].key, first.nextCursor]).toEqual(['listAccounts', '1'])
    const second = (await call('GET', `${path}?limit=1&cursor=1`, { token })).json
    expect([second.data[0].key, second.nextCursor]).toEqual(['openAccount', null])
    const operation = (await call('GET', `${path}/listAccounts`, { token })).json
    expect(operation).toMatchObject({
      key: 'listAccounts',
      method: 'GET',
      definition: { operationId: 'listAccounts' },
    })
    expect((await call('GET', `${path}/nope`, { token })).status).toBe(404)
  })
})
