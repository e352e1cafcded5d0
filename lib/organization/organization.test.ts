import { describe, expect, it } from 'vitest'
import { anonymous, system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { describeVerb, expectRefusal, stranger } from '#lib/core/testing.ts'
import { makeOrganization, makePerson, refreshActor } from '#prisma/factories/organization.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { createOrganization } from './create-organization.ts'
import { findAudience, findOrganization, getOrganization, listOrganizations } from './queries.ts'
import { updateOrganization } from './update-organization.ts'

describeVerb('updateOrganization', {
  verb: updateOrganization,
  arrange: async () => {
    const { owner: actor, id: organizationId } = await makeOrganization()
    const slug = uniqueName('new').replace(' ', '-')
    return { actor, organizationId, input: { organizationId, name: 'New name', slug } }
  },
  does: async ({ id }, { input }) => {
    const row = await db.organization.findUnique({ where: { id } })
    expect(row).toMatchObject({ name: 'New name', slug: input.slug })
  },
  role: 'admin',
  event: 'organization.updated',
  repeated: 'nothing',
})

describe('createOrganization', () => {
  it('makes its maker the owner, and writes it down', async () => {
    const { actor } = await makePerson()
    const { id, slug } = await createOrganization(actor, { name: 'Café Größe & Co.' })
    expect(slug).toMatch(/^cafe-gro-e-co(-\d+)?$/)
    const { memberships } = await refreshActor(actor)
    expect(memberships).toEqual([{ organizationId: id, slug, name: 'Café Größe & Co.', role: 'owner' }])
    const entries = await db.auditEntry.findMany({ where: { organizationId: id } })
    expect(entries).toMatchObject([{ event: 'organization.created', actorId: actor.userId }])
  })

  it('finds each a slug of its own, also when many ask at once', async () => {
    const { actor } = await makePerson()
    const name = uniqueName('Crowd')
    const made = await Promise.all(Array.from({ length: 5 }, () => createOrganization(actor, { name })))
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(5)
  })

  it('keeps words that the console needs', async () => {
    const { actor } = await makePerson()
    expect((await createOrganization(actor, { name: 'New' })).slug).toMatch(/^new-organization/)
    await expectRefusal(createOrganization(actor, { name: 'New', slug: 'new' }), 'invalid_input', ['slug'])
  })

  it('refuses a slug that is taken, at its field', async () => {
    const { slug, owner } = await makeOrganization()
    await expectRefusal(createOrganization(owner, { name: 'Twin', slug }), 'conflict', ['slug'])
  })

  it('is for people', async () => {
    await expectRefusal(createOrganization(anonymous, { name: 'Nobody’s' }), 'unauthenticated')
    await expectRefusal(createOrganization(system, { name: 'Nobody’s' }), 'forbidden')
  })
})

describe('reads', () => {
  it('show one’s own organizations with the role, and no others', async () => {
    const { slug, id, owner } = await makeOrganization()
    expect(await listOrganizations(owner)).toMatchObject([{ id, slug, role: 'owner' }])
    expect(await getOrganization(owner, slug)).toMatchObject({ id, role: 'owner' })
    expect(await findOrganization(stranger, slug)).toBeNull()
    await expectRefusal(getOrganization(stranger, slug), 'not_found')
  })

  it('name an audience to whoever edits products, when it is named exactly', async () => {
    const asking = await makeOrganization()
    const { id, slug, name } = await makeOrganization()
    const organizationId = asking.id
    expect(await findAudience(asking.owner, { organizationId, named: slug })).toEqual({ id, slug, name })
    expect(await findAudience(asking.owner, { organizationId, named: slug.slice(0, -1) })).toBeNull()
    await expectRefusal(findAudience(stranger, { organizationId, named: slug }), 'not_found')
  })
})
