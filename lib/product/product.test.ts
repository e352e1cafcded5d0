import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { describeVerb, expectRefusal, stranger } from '#lib/core/testing.ts'
import { makeApi } from '#prisma/factories/api.ts'
import { makeApplication, makeSubscription } from '#prisma/factories/application.ts'
import { type MadeOrganization, makeOrganization } from '#prisma/factories/organization.ts'
import { makeOffer, makePlan, makeProduct } from '#prisma/factories/product.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { createProduct } from './create-product.ts'
import { deleteProduct } from './delete-product.ts'
import { publishProduct } from './publish-product.ts'
import { findProduct, getProduct, listProducts } from './queries.ts'
import { setProductApis } from './set-product-apis.ts'
import { setProductLogo } from './set-product-logo.ts'
import { updateProduct } from './update-product.ts'
import { withdrawProduct } from './withdraw-product.ts'

let organization: MadeOrganization
let other: MadeOrganization
let apiId: string
let otherApiId: string
const by = () => ({ actor: organization.owner, organizationId: organization.id })

beforeAll(async () => {
  organization = await makeOrganization()
  other = await makeOrganization()
  apiId = (await makeApi(organization)).id
  otherApiId = (await makeApi(organization)).id
})

const published = async () => {
  const { id } = await makeProduct(organization, { apiIds: [apiId] })
  await makePlan(organization, id)
  await publishProduct(organization.owner, { id })
  return id
}
const complete = async () => {
  const { id } = await makeProduct(organization, { apiIds: [apiId] })
  await makePlan(organization, id)
  return id
}

describeVerb('createProduct', {
  verb: createProduct,
  arrange: async () => {
    const name = uniqueName('Product')
    const slug = name.toLowerCase().replace(' ', '-')
    const visibility = 'organizations' as const
    const organizationIds = [other.slug]
    const input = {
      name,
      slug,
      apiIds: [apiId],
      visibility,
      organizationIds,
      organizationId: organization.id,
    }
    return { ...by(), input }
  },
  does: async ({ id, slug, status }, { input }) => {
    expect({ slug, status }).toEqual({ slug: input.slug, status: 'draft' })
    const product = await getProduct(organization.owner, id)
    expect(product.apis.map((api) => api.id)).toEqual([apiId])
    expect(product.audiences.map((one) => one.id)).toEqual([other.id])
    expect(product.corsOrigins).toEqual([])
  },
  role: 'editor',
  event: 'product.created',
  repeated: 'conflict',
})

describeVerb('updateProduct', {
  verb: updateProduct,
  arrange: async () => ({
    ...by(),
    input: { id: await published(), summary: 'New', corsOrigins: ['https://app.example.com'] },
  }),
  does: async ({ id }) => {
    const product = await getProduct(organization.owner, id)
    expect(product).toMatchObject({ summary: 'New', corsOrigins: ['https://app.example.com'] })
  },
  role: 'editor',
  event: 'product.updated',
  touched: ['product'],
  repeated: 'nothing',
})

describeVerb('setProductApis', {
  verb: setProductApis,
  arrange: async () => ({
    ...by(),
    input: { id: await published(), apiIds: [otherApiId] },
  }),
  does: async ({ id }, { input }) => {
    const { apis } = await getProduct(organization.owner, id)
    expect(apis.map((api) => api.id)).toEqual(input.apiIds)
  },
  role: 'editor',
  event: 'product.apis_changed',
  touched: ['product'],
  repeated: 'nothing',
})

describeVerb('publishProduct', {
  verb: publishProduct,
  arrange: async () => ({ ...by(), input: { id: await complete() } }),
  does: async ({ id, status }) => {
    expect(status).toBe('published')
    expect((await getProduct(organization.owner, id)).publishedAt).toBeInstanceOf(Date)
  },
  role: 'admin',
  event: 'product.published',
  touched: ['product'],
  repeated: 'nothing',
})

describeVerb('withdrawProduct', {
  verb: withdrawProduct,
  arrange: async () => ({ ...by(), input: { id: await published() } }),
  does: async ({ id, status }) => {
    expect(status).toBe('withdrawn')
    expect((await getProduct(organization.owner, id)).status).toBe('withdrawn')
  },
  role: 'admin',
  event: 'product.withdrawn',
  repeated: 'nothing',
})

describeVerb('deleteProduct', {
  verb: deleteProduct,
  arrange: async () => ({ ...by(), input: { id: await complete() } }),
  does: async ({ id, revision }) => {
    expect(revision).toBeNull()
    expect(await findProduct(organization.owner, id)).toBeNull()
  },
  role: 'admin',
  event: 'product.deleted',
  repeated: 'not_found',
})

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)])

describeVerb('setProductLogo', {
  verb: setProductLogo,
  arrange: async () => ({ ...by(), input: { id: await complete(), logo: new Uint8Array(PNG) } }),
  does: async ({ id }) => expect((await getProduct(organization.owner, id)).hasLogo).toBe(true),
  role: 'editor',
  event: 'product.logo_changed',
  repeated: 'nothing',
})

describe('createProduct', () => {
  const input = (more: object) => ({
    name: uniqueName('Product'),
    apiIds: [],
    visibility: 'public' as const,
    organizationId: organization.id,
    ...more,
  })

  it('finds a free slug when none is named', async () => {
    const name = uniqueName('Product')
    const first = await createProduct(organization.owner, input({ name }))
    const second = await createProduct(organization.owner, input({ name }))
    expect(second.slug).toBe(`${first.slug}-2`)
  })

  it('does not know another organization’s API', async () => {
    const { id } = await makeApi(other)
    await expectRefusal(createProduct(organization.owner, input({ apiIds: [id] })), 'not_found')
  })

  it('takes no API of another organization of the same person', async () => {
    const both = {
      ...organization.owner,
      memberships: [...organization.owner.memberships, ...other.owner.memberships],
    }
    const { id } = await makeApi(other)
    await expectRefusal(createProduct(both, input({ apiIds: [id] })), 'invalid_input', ['apiIds'])
  })

  it('tells an audience that does not exist at its field', async () => {
    const wrong = input({ visibility: 'organizations', organizationIds: ['nobody-here'] })
    await expectRefusal(createProduct(organization.owner, wrong), 'invalid_input', ['organizationIds'])
  })
})

describe('publishProduct', () => {
  it('says what is missing, field by field', async () => {
    const { id } = await makeProduct(organization)
    await expectRefusal(publishProduct(organization.owner, { id }), 'invalid_state', ['apiIds', 'plans'])
    expect((await getProduct(organization.owner, id)).status).toBe('draft')
  })

  it('works again after a withdrawal, and answers its own revision when repeated', async () => {
    const id = await published()
    const withdrawn = await withdrawProduct(organization.owner, { id })
    const again = await publishProduct(organization.owner, { id })
    expect(again.revision).toBeGreaterThanOrEqual(withdrawn.revision)
    expect(await publishProduct(organization.owner, { id })).toEqual(again)
  })
})

describe('what has subscriptions', () => {
  it('is not deleted, published or withdrawn', async () => {
    const { product, plan } = await makeOffer({ organization })
    const { id: applicationId } = await makeApplication(other)
    await makeSubscription(other, applicationId, plan.id)
    await expectRefusal(deleteProduct(organization.owner, product), 'invalid_state')
    await withdrawProduct(organization.owner, product)
    await expectRefusal(deleteProduct(organization.owner, product), 'invalid_state')
    const { data } = await listProducts(organization.owner, { search: product.id })
    expect(data).toMatchObject([{ id: product.id, status: 'withdrawn', liveSubscriptions: 1, planCount: 1 }])
  })

  it('goes as a withdrawn product without any, and gateways are told', async () => {
    const id = await published()
    await withdrawProduct(organization.owner, { id })
    const before = await db.configChange.count()
    expect((await deleteProduct(organization.owner, { id })).revision).toBeGreaterThan(0)
    expect(await db.configChange.count()).toBe(before + 1)
  })
})

describe('updateProduct', () => {
  it('tells gateways nothing of words and visibility', async () => {
    const { product, revision } = await makeOffer({ organization })
    const input = { id: product.id, name: 'Renamed', visibility: 'signed_in' as const }
    expect((await updateProduct(organization.owner, input)).revision).toBe(revision)
  })

  it.each(['http//x', 'https://a.example/path', 'https://a.example/', 'ftp://a.example', 'null'])(
    'refuses %s as an origin',
    async (origin) => {
      const { id } = await makeProduct(organization)
      const error = await expectRefusal(
        updateProduct(organization.owner, { id, corsOrigins: [origin] }),
        'invalid_input',
      )
      expect(error.fields).toHaveProperty('corsOrigins.0')
    },
  )

  it('allows credentials for named origins only', async () => {
    const { id } = await makeProduct(organization)
    const input = { id, corsOrigins: ['*'], isCorsCredentialsAllowed: true }
    await expectRefusal(updateProduct(organization.owner, input), 'invalid_input', [
      'isCorsCredentialsAllowed',
    ])
  })

  it('refuses an address that is taken', async () => {
    const { slug } = await makeProduct(organization)
    const { id } = await makeProduct(organization)
    await expectRefusal(updateProduct(organization.owner, { id, slug }), 'conflict', ['slug'])
  })
})

describe('setProductApis', () => {
  it('leaves a published product one API at least', async () => {
    const input = { id: await published(), apiIds: [] }
    await expectRefusal(setProductApis(organization.owner, input), 'invalid_input', ['apiIds'])
  })
})

describe('setProductLogo', () => {
  it.each([
    ['markup', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['something else', Buffer.from('GIF89a')],
    ['what is too large', Buffer.concat([PNG, Buffer.alloc(256 * 1024)])],
  ])('refuses %s', async (_, bytes) => {
    const input = { id: await complete(), logo: new Uint8Array(bytes) }
    await expectRefusal(setProductLogo(organization.owner, input), 'invalid_input', ['logo'])
  })

  it('writes no picture into the record', async () => {
    const id = await complete()
    await setProductLogo(organization.owner, { id, logo: new Uint8Array(PNG) })
    const entry = await db.auditEntry.findFirstOrThrow({ where: { objectId: id }, orderBy: { id: 'desc' } })
    expect(JSON.stringify(entry.after)).toBe(`{"logo":"${PNG.byteLength} bytes","logoType":"image/png"}`)
  })
})

describe('reads', () => {
  it('keep another organization’s products to themselves', async () => {
    const { id } = await makeProduct(organization)
    await expectRefusal(getProduct(stranger, id), 'not_found')
    await expectRefusal(listProducts(stranger, { organizationId: organization.id }), 'not_found')
    expect((await listProducts(other.owner)).data).toEqual([])
  })
})
