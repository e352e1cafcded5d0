import { describe, expect, it } from 'vitest'
import { makeDecision, makeGateway, makeSubscriber } from '#lib/application/fixture.ts'
import { anonymous } from '#lib/core/context.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { findFirstCall, getDecision, listDecisions } from './queries.ts'

async function arrange() {
  const made = await makeSubscriber()
  const { offer, applicationId, subscription, credential } = made
  const ids = {
    apiId: offer.apiId,
    planId: offer.planId,
    applicationId,
    subscriptionId: subscription.id,
    credentialId: credential.id,
  }
  return { ...made, ids }
}

const at = new Date('2026-11-21T12:00:00.000Z')
const limited = {
  at,
  status: 429,
  code: 'rate_limited',
  revision: 7,
  limit: { kind: 'rate', limit: 100, used: 100, windowSeconds: 60, resetAt: at.getTime() + 12_000 },
}

describe('getDecision', () => {
  it('explains which plan, rule, counter, revision and gateway, and when it passes again', async () => {
    const { consumer, provider, offer, ids, credential, applicationId } = await arrange()
    const gateway = await makeGateway(7)
    const id = await makeDecision({ ...ids, ...limited, gatewayId: gateway.id })
    const decision = await getDecision(consumer.actor, id)
    expect(decision).toMatchObject({
      code: 'rate_limited',
      title: 'The rate limit of the plan is reached',
      revision: 7,
      gateway: { id: gateway.id, name: gateway.name },
      limit: {
        rule: '100 requests in 60 s',
        limit: 100,
        used: 100,
        resetAt: new Date(at.getTime() + 12_000),
      },
      product: { name: offer.productName },
      application: { id: applicationId },
      organization: { id: consumer.id },
      credential: { id: credential.id, hint: credential.hint },
    })
    expect(decision.explanation?.detail).toContain(`“${decision.plan?.name}”`)
    expect(decision.explanation?.nextStep).toContain('12 seconds')
    expect(JSON.stringify(decision)).not.toContain(credential.secret)
    expect((await getDecision(provider.actor, id)).id).toBe(id)
  })

  it('of an answered request has nothing to explain', async () => {
    const { consumer, ids } = await arrange()
    const decision = await getDecision(consumer.actor, await makeDecision(ids))
    expect(decision).toMatchObject({ code: null, title: null, explanation: null, limit: null, status: 200 })
  })

  it('is for its consumer and its provider only', async () => {
    const { ids } = await arrange()
    const id = await makeDecision({ ...ids, ...limited })
    await expectRefusal(getDecision(stranger, id), 'not_found')
    await expectRefusal(getDecision({ ...stranger, isOperator: true }, id), 'not_found')
    await expectRefusal(getDecision(anonymous, id), 'unauthenticated')
    await expectRefusal(getDecision(stranger, 'dec_none'), 'not_found')
  })

  it('without a known key is for the API’s provider and operators', async () => {
    const { consumer, provider, ids } = await arrange()
    const id = await makeDecision({ apiId: ids.apiId, status: 401, code: 'credential_unknown' })
    expect((await getDecision(provider.actor, id)).explanation?.title).toBe('The API key is not known')
    expect((await getDecision({ ...stranger, isOperator: true }, id)).application).toBeNull()
    await expectRefusal(getDecision(consumer.actor, id), 'not_found')
    await expectRefusal(getDecision(stranger, id), 'not_found')
  })
})

describe('listDecisions', () => {
  it('pages from the newest on, also where moments are equal', async () => {
    const { consumer, ids } = await arrange()
    const made: string[] = []
    for (let index = 0; index < 5; index++) made.push(await makeDecision({ ...ids, at }))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listDecisions(consumer.actor, { limit: 2, cursor })
      seen.push(...page.data.map((row) => row.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(made.toReversed())
  })

  it('filters by refusal, code and object, and by side', async () => {
    const { consumer, provider, ids } = await arrange()
    const passed = await makeDecision({ ...ids, at })
    const refused = await makeDecision({ ...ids, ...limited, at: new Date(at.getTime() + 1) })
    const list = async (filter: object, actor = consumer.actor) =>
      (await listDecisions(actor, filter)).data.map((row) => row.id)
    expect(await list({})).toEqual([refused, passed])
    expect(await list({ isRefusedOnly: true })).toEqual([refused])
    expect(await list({ code: 'rate_limited' })).toEqual([refused])
    expect(await list({ code: 'quota_exhausted' })).toEqual([])
    const { applicationId, subscriptionId, apiId, credentialId } = ids
    expect(await list({ applicationId, subscriptionId, apiId, credentialId })).toHaveLength(2)
    expect(await list({ side: 'provider' })).toEqual([])
    expect(await list({ side: 'provider', organizationId: provider.id }, provider.actor)).toHaveLength(2)
    expect(await list({ applicationId: 'app_other' })).toEqual([])
    await expectRefusal(listDecisions(consumer.actor, { code: 'because' }), 'invalid_input', ['code'])
    await expectRefusal(listDecisions(consumer.actor, { organizationId: provider.id }), 'not_found')
    expect(await list({}, stranger)).toEqual([])
  })
})

describe('findFirstCall', () => {
  it('is null until a call arrives, then the first one, refused or not', async () => {
    const { consumer, ids } = await arrange()
    const { applicationId } = ids
    expect(await findFirstCall(consumer.actor, applicationId)).toBeNull()
    const first = await makeDecision({ ...ids, ...limited })
    const second = await makeDecision({ ...ids, at: new Date(at.getTime() + 1_000) })
    expect(await findFirstCall(consumer.actor, applicationId)).toMatchObject({
      id: first,
      code: 'rate_limited',
    })
    const since = new Date(at.getTime() + 500)
    expect((await findFirstCall(consumer.actor, applicationId, since))?.id).toBe(second)
    expect(await findFirstCall(stranger, applicationId)).toBeNull()
  })
})
