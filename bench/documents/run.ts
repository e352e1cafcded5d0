import { createApi } from '#lib/api/create-api.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { openHouse } from '../house/house.ts'
import { atMost } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { median } from '../statistics.ts'
import { documentOf } from './document-of.ts'

const SUITE = 'documents'

/** The verb that imports an API, with a document of 5 MB, from its text to its committed rows. */
export async function documents(bench: Bench): Promise<void> {
  await openHouse(bench)
  const organization = await makeOrganization('Provider')
  const document = documentOf(5_000_000)
  const seconds: number[] = []
  for (let i = 0; i < (bench.isQuick ? 1 : 5); i++) {
    const startedAt = performance.now()
    await createApi(organization.owner, {
      name: `Large ${i}`,
      document,
      upstreamUrl: 'http://127.0.0.1:9',
      organizationId: organization.id,
    })
    seconds.push((performance.now() - startedAt) / 1_000)
  }
  const size = `${(Buffer.byteLength(document) / 1e6).toFixed(2)} MB`
  const of = `of ${seconds.length}`
  bench.add(
    atMost(SUITE, `import of ${size} of JSON through createApi, median ${of}`, median(seconds), 5, ' s'),
    atMost(SUITE, `the slowest ${of}`, Math.max(...seconds), 5, ' s'),
  )
}
