import { offer, resource } from '#gateway/test/resources.ts'
import {
  type Credential,
  digestKey,
  type Resource,
  type Subscription,
  versionOf,
} from '#gateway-sync/contract/index.ts'
import type { Configuration } from '../sync-end/sync-end.ts'

const APPLICATIONS = 10_000

const subscriptionAt = (index: number): Resource => {
  const [id, applicationId] = [`sub_seed${index}`, `app_seed${index}`]
  const party = { planId: 'plan_gold', organizationId: 'org_mobile', status: 'active' } as const
  return resource('subscription', { id, applicationId, ...party } satisfies Subscription)
}

function credentialAt(index: number): Resource {
  const spec: Credential = {
    // As long as a real id.
    id: `cred_${String(index).padStart(22, '0')}`,
    applicationId: `app_seed${index % APPLICATIONS}`,
    digest: digestKey(`seed ${index}`),
    expiresAt: null,
    status: 'active',
  }
  return { kind: 'credential', version: versionOf('credential', spec), spec }
}

/** One API and plan, 10,000 applications that subscribe to it, and `count` credentials spread over them. */
export function configurationOf(
  upstreamUrl: string,
  count: number,
): { key: string; configuration: Configuration } {
  const first = offer(upstreamUrl)
  function* resources(): Iterable<Resource> {
    yield* first.resources
    for (let i = 0; i < APPLICATIONS; i++) yield subscriptionAt(i)
    for (let i = 0; i < count; i++) yield credentialAt(i)
  }
  return {
    key: first.key,
    configuration: { count: first.resources.length + APPLICATIONS + count, resources },
  }
}
