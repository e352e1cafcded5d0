import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { describeVerb, expectRefusal, stranger } from '#lib/core/testing.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { createApi } from './create-api.ts'
import { deleteApi } from './delete-api.ts'
import { getApi, getApiVersion, getOriginal, listApis, listApiVersions } from './queries.ts'
import { findSchemas, getOperation, listOperations } from './reference-queries.ts'
import { reimportApi } from './reimport-api.ts'
import { setCurrentVersion } from './set-current-version.ts'
import { largeDocument } from './testing/large-document.ts'
import { updateApi } from './update-api.ts'

const file = (name: string) => readFileSync(new URL(`./testing/documents/${name}`, import.meta.url))
const payments = file('payments-3.0.json')

async function makeOwner(): Promise<{ actor: Actor; organizationId: string }> {
  const name = uniqueName('Provider')
  const organizationId = newId('org')
  const slug = name.toLowerCase().replaceAll(' ', '-')
  await db.organization.create({ data: { id: organizationId, slug, name } })
  const memberships = [{ organizationId, slug, name, role: 'owner' as const }]
  return {
    organizationId,
    actor: { kind: 'user', userId: newId('usr'), name: 'Owner', isOperator: false, memberships },
  }
}

async function makeApi() {
  const owner = await makeOwner()
  const api = await createApi(owner.actor, { name: uniqueName('API'), document: payments })
  return { ...owner, api }
}

/** A published product that holds the API, so that gateways serve it. */
async function offer(organizationId: string, apiId: string, status = 'published') {
  const id = newId('prod')
  const data = {
    id,
    organizationId,
    name: 'Product',
    slug: id.replace('_', '-'),
    visibility: 'public',
    status,
  }
  await db.apiProduct.create({ data: { ...data, apis: { create: { apiId } } } })
}

async function makeOfferedApi() {
  const made = await makeApi()
  await offer(made.organizationId, made.api.id)
  return made
}

describeVerb('createApi', {
  verb: createApi,
  arrange: async () => {
    const { actor, organizationId } = await makeOwner()
    const slug = uniqueName('slug').replace(' ', '-')
    return { actor, organizationId, input: { name: 'Payments', slug, document: payments, organizationId } }
  },
  does: async (result, { actor, input }) => {
    expect(result).toMatchObject({ slug: input.slug, operationCount: 2, problems: [] })
    expect(result.gatewayUrl).toMatch(new RegExp(`/${input.slug}$`))
    const api = await getApi(actor, result.id)
    expect(api).toMatchObject({ upstreamUrl: 'https://eu.example.com/pay', currentVersion: { number: 1 } })
    expect(api.keyLocations).toEqual([{ in: 'header', name: 'X-API-Key' }, { in: 'bearer' }])
    const original = await getOriginal(actor, result.versionId)
    expect(Buffer.from(original.bytes).equals(payments)).toBe(true)
    const operation = await getOperation(result.versionId, 'payments-get')
    expect(operation).toMatchObject({ method: 'GET', isDeprecated: true, tags: ['Payments'] })
    expect(Object.keys(operation.schemas)).toContain('#/components/schemas/Payment')
    expect(await findSchemas(result.versionId, ['Unused', 'nobody'])).toEqual(
      new Map([['Unused', { type: 'integer' }]]),
    )
  },
  role: 'editor',
  event: 'api.created',
  repeated: 'conflict',
})

describe('createApi', () => {
  it('takes an object or a text, and makes name, slug and upstream of the document', async () => {
    const { actor } = await makeOwner()
    const document = JSON.parse(payments.toString())
    const first = await createApi(actor, { document })
    const second = await createApi(actor, { document: file('accounts-2.0.yaml').toString() })
    const again = await createApi(actor, { document })
    expect((await getApi(actor, first.id)).name).toBe('Payments')
    expect(second.operationCount).toBe(2)
    expect(again.slug).not.toBe(first.slug)
    expect(again.slug.startsWith('payments-')).toBe(true)
  })

  it("keeps the author's order of members", async () => {
    const { actor } = await makeOwner()
    const names = ['zulu', 'a', 'mike', 'bb']
    const document = JSON.parse(payments.toString())
    document.components.schemas.Payment.properties = Object.fromEntries(names.map((name) => [name, {}]))
    const { versionId } = await createApi(actor, { document })
    const schemas = await findSchemas(versionId, ['Payment'])
    const operation = await getOperation(versionId, 'payments-get')
    for (const schema of [schemas.get('Payment'), operation.schemas['#/components/schemas/Payment']]) {
      expect(Object.keys(schema!.properties as object)).toEqual(names)
    }
  })

  it('asks for an upstream when the document names none', async () => {
    const { actor } = await makeOwner()
    const document = { ...JSON.parse(payments.toString()), servers: [{ url: '/v1' }] }
    await expectRefusal(createApi(actor, { document }), 'invalid_input', ['upstreamUrl'])
  })

  it.each([
    [{ document: '' }, 'invalid_document'],
    [{ document: 'x'.repeat(20 * 1024 * 1024 + 1) }, 'document_too_large'],
    [{ documentUrl: 'http://127.0.0.1:1/openapi.json' }, 'address_refused'],
    [{}, 'invalid_input'],
    [{ document: payments, upstreamUrl: 'ftp://example.com' }, 'invalid_input'],
    [{ document: payments, upstreamUrl: 'https://a:b@example.com' }, 'invalid_input'],
    [{ document: payments, slug: 'No Slug' }, 'invalid_input'],
  ] as const)('refuses %o with %s and leaves nothing behind', async (input, code) => {
    const { actor, organizationId } = await makeOwner()
    await expectRefusal(
      createApi(actor, { name: 'Refused', upstreamUrl: 'http://a.example', ...input }),
      code,
    )
    expect(await db.api.count({ where: { organizationId } })).toBe(0)
  })

  it('imports more than 5 MB, and its operations are read one by one', async () => {
    const { actor } = await makeOwner()
    const document = JSON.stringify(largeDocument())
    expect(document.length).toBeGreaterThan(5_000_000)
    const start = performance.now()
    const { versionId, operationCount } = await createApi(actor, { document })
    expect(performance.now() - start).toBeLessThan(20_000)
    expect(operationCount).toBe(1_150)
    expect(await listOperations(versionId, { tag: 'Group 3' })).toHaveLength(29)
    const [found] = await listOperations(versionId, { search: 'account 900' })
    const operation = await getOperation(versionId, found!.key)
    expect(JSON.stringify(operation.schemas).length).toBeLessThan(20_000)
  })
})

describeVerb('reimportApi', {
  verb: reimportApi,
  arrange: async () => {
    const { actor, organizationId, api } = await makeOfferedApi()
    const changed = JSON.parse(payments.toString())
    changed.paths['/payments'] = { get: { responses: { 200: { description: 'All' } } } }
    delete changed.paths['/payments/{paymentId}'].delete
    return { actor, organizationId, input: { id: api.id, document: changed } }
  },
  does: async (result, { actor, input }) => {
    expect(result).toMatchObject({
      number: 2,
      isNew: true,
      operationCount: 2,
      differences: { added: [{ path: '/payments' }], removed: [{ method: 'DELETE' }], changed: [] },
    })
    const { data } = await listApiVersions(actor, input.id)
    expect(data.map(({ number, isCurrent }) => [number, isCurrent])).toEqual([
      [2, true],
      [1, false],
    ])
    expect((await getApiVersion(actor, result.versionId)).differences?.added).toHaveLength(1)
  },
  role: 'editor',
  event: 'api.reimported',
  touched: ['api'],
  repeated: 'nothing',
})

describeVerb('updateApi', {
  verb: updateApi,
  arrange: async () => {
    const { actor, organizationId, api } = await makeOfferedApi()
    const input = {
      id: api.id,
      name: 'New',
      upstreamUrl: 'http://10.0.0.8:9000/base/',
      hosts: ['API.example.com'],
    }
    return { actor, organizationId, input }
  },
  does: async (_, { actor, input }) => {
    const expected = { name: 'New', upstreamUrl: 'http://10.0.0.8:9000/base', hosts: ['api.example.com'] }
    expect(await getApi(actor, input.id)).toMatchObject(expected)
  },
  role: 'editor',
  event: 'api.updated',
  touched: ['api'],
  repeated: 'nothing',
})

describeVerb('setCurrentVersion', {
  verb: setCurrentVersion,
  arrange: async () => {
    const { actor, organizationId, api } = await makeOfferedApi()
    await reimportApi(actor, { id: api.id, document: file('market-3.1.yaml') })
    return { actor, organizationId, input: { id: api.id, versionId: api.versionId } }
  },
  does: async (result, { actor, input }) => {
    expect(result.number).toBe(1)
    expect((await getApi(actor, input.id)).currentVersion?.id).toBe(input.versionId)
  },
  role: 'editor',
  event: 'api.version_set',
  touched: ['api'],
  repeated: 'nothing',
})

describeVerb('deleteApi', {
  verb: deleteApi,
  arrange: async () => {
    const { actor, organizationId, api } = await makeApi()
    return { actor, organizationId, input: api.id }
  },
  does: async ({ id }, { actor }) => {
    await expectRefusal(getApi(actor, id), 'not_found')
    expect(await db.apiVersion.count({ where: { apiId: id } })).toBe(0)
  },
  role: 'admin',
  event: 'api.deleted',
  repeated: 'not_found',
})

describe('an API in a product', () => {
  it('cannot be deleted', async () => {
    const { actor, api } = await makeOfferedApi()
    await expectRefusal(deleteApi(actor, api.id), 'invalid_state')
  })

  it('concerns no gateway while the product is a draft', async () => {
    const { actor, organizationId, api } = await makeApi()
    await offer(organizationId, api.id, 'draft')
    expect(await updateApi(actor, { id: api.id, name: 'Other' })).toEqual({ id: api.id, revision: null })
  })
})

describe('versions', () => {
  it('of another API cannot be made current', async () => {
    const { actor, organizationId, api } = await makeApi()
    const other = await createApi(actor, { organizationId, name: 'Other', document: payments })
    await expectRefusal(setCurrentVersion(actor, { id: api.id, versionId: other.versionId }), 'not_found')
  })

  it('are numbered one after another when two come at once', async () => {
    const { actor, api } = await makeApi()
    const documents = [file('accounts-2.0.yaml'), file('market-3.1.yaml')]
    const made = await Promise.all(documents.map((document) => reimportApi(actor, { id: api.id, document })))
    expect(made.map(({ number }) => number).sort()).toEqual([2, 3])
  })
})

describe('reads', () => {
  it('tell strangers nothing', async () => {
    const { api } = await makeApi()
    await expectRefusal(getApi(stranger, api.id), 'not_found')
    await expectRefusal(getApiVersion(stranger, api.versionId), 'not_found')
    await expectRefusal(getOriginal(stranger, api.versionId), 'not_found')
    expect((await listApis(stranger)).data).toEqual([])
  })

  it('find by name and slug', async () => {
    const { actor, organizationId, api } = await makeApi()
    const found = await listApis(actor, { organizationId, search: api.slug })
    expect(found.data.map(({ id }) => id)).toEqual([api.id])
    expect((await listApis(actor, { search: 'nothing like it' })).data).toEqual([])
  })
})
