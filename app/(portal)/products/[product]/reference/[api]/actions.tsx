'use server'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { newTree, SchemaTree } from '#components/reference/schema-tree.tsx'
import { reachSchemas } from '#lib/api/reference-schemas.ts'
import { parse } from '#lib/core/parse.ts'
import { referenceApi } from './reference-api.ts'

/** Whoever calls a server action chooses its arguments, bound ones too. */
const Input = z.tuple([z.string(), z.string(), z.enum(['request', 'response']), z.string().max(2000)])

/** Levels of references drawn at once when a schema is opened. */
const LEVELS = 2

/** Draws what is behind a reference, for readers who open it. */
export async function drawSchema(...input: z.input<typeof Input>): Promise<ReactNode> {
  const [product, api, direction, reference] = parse(Input, input)
  const { version } = await referenceApi(product, api)
  const schema = { $ref: reference }
  const schemas = await reachSchemas(version.id, { value: schema, isSchema: true }, { levels: LEVELS })
  const load = drawSchema.bind(null, product, api, direction)
  return <SchemaTree schema={schema} context={newTree({ schemas, direction, load })} />
}
