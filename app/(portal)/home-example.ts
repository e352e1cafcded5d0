import type { ExampleAnswer } from '#components/home/example-call.tsx'
import { codeSamples } from '#components/reference/model/code-samples.ts'
import { operationView } from '#components/reference/model/operation-view.ts'
import { getOperation, getReferenceVersion, listOperations } from '#lib/api/reference-queries.ts'
import { reachSchemas } from '#lib/api/reference-schemas.ts'
import { DEFAULT_KEY_LOCATIONS } from '#lib/api/schema.ts'
import type { Actor } from '#lib/core/context.ts'
import type { PlanOffer } from '#lib/plan/schema.ts'
import { findCatalogueProduct } from '#lib/product/queries.ts'
import type { CatalogueItem } from '#lib/product/schema.ts'

/** Products that are looked at for one with a call to show. */
const TRIED = 4
const LEVELS = 3

export type HomeExample = { answer: ExampleAnswer; product: string; plan: PlanOffer | null }

async function answerOf(versionId: string): Promise<ExampleAnswer | null> {
  const operations = await listOperations(versionId, { limit: 50 })
  const simple = operations.find(({ method, path }) => method === 'GET' && !path.includes('{'))
  if (!simple) return null
  const [operation, { api }] = await Promise.all([
    getOperation(versionId, simple.key),
    getReferenceVersion(versionId),
  ])
  const part = { value: operation.definition, isSchema: false }
  const schemas = await reachSchemas(versionId, part, { known: operation.schemas, levels: LEVELS })
  const view = operationView(operation.definition, schemas)
  const example = view.responses.find(({ status }) => status === '200')?.bodies[0]?.examples[0]
  if (!example?.isJson) return null
  const keyPlace = api.keyLocations[0] ?? DEFAULT_KEY_LOCATIONS[0]!
  const samples = codeSamples({ ...operation, gatewayUrl: api.gatewayUrl, operation: view, keyPlace })
  const curl = samples.find(({ id }) => id === 'curl')
  return curl ? { curl: curl.code, json: example.text, summary: simple.summary || simple.path } : null
}

/** A call of the first product that has one to show, with its own example answer and the terms of a plan; or null. */
export async function homeExample(actor: Actor, products: CatalogueItem[]): Promise<HomeExample | null> {
  for (const { slug } of products.filter(({ planCount }) => planCount > 0).slice(0, TRIED)) {
    const product = await findCatalogueProduct(actor, slug)
    const versionId = product?.apis[0]?.version?.id
    const answer = versionId ? await answerOf(versionId) : null
    if (!product || !answer) continue
    const plan = product.plans.find(({ rateLimit }) => rateLimit) ?? null
    return { answer, product: product.name, plan }
  }
  return null
}
