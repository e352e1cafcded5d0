import type { NextRequest } from 'next/server'
import type { NavigationItem } from '#components/reference/reference-types.ts'
import { listOperations } from '#lib/api/reference-queries.ts'
import { type ReferenceParams, referenceApi } from '../../reference-api.ts'

type Context = { params: Promise<ReferenceParams> }

const FOUND_MAX = 40
const TEXT_LENGTH_MAX = 100

/** Operations whose path, summary or key holds the text. */
export async function GET(request: NextRequest, { params }: Context) {
  const { product, api } = await params
  const { version } = await referenceApi(product, api)
  const search = (request.nextUrl.searchParams.get('q') ?? '').slice(0, TEXT_LENGTH_MAX)
  const found = search.trim() ? await listOperations(version.id, { search, limit: FOUND_MAX }) : []
  const items: NavigationItem[] = found.map(({ tags: _tags, ...item }) => item)
  return Response.json(items, { headers: { 'cache-control': 'private, no-store' } })
}
