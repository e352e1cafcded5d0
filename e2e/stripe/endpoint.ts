import type { z } from 'zod'
import { integer, text } from './params.ts'
import type { Store } from './store.ts'

/** What an endpoint works with. `emit` writes an event, which is sent as webhook. */
export type Context = { store: Store; origin: string; emit: (type: string, object: object) => void }

export type Endpoint = {
  method: 'GET' | 'POST' | 'DELETE'
  /** `:id` stands for an id. */
  path: string
  params: z.ZodType
  run: (context: Context, params: unknown, id: string) => object
}

/** Declares an endpoint; `run` gets its parameters as the schema reads them. */
export function endpoint<S extends z.ZodType>(
  method: Endpoint['method'],
  path: string,
  params: S,
  run: (context: Context, params: z.output<S>, id: string) => object,
): Endpoint {
  return { method, path, params, run: (context, read, id) => run(context, read as z.output<S>, id) }
}

export const paging = {
  limit: integer.optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
}

/** One page of a list, as Stripe answers it. */
export function listOf<T extends { id: string }>(
  url: string,
  all: T[],
  page: { limit?: number; starting_after?: string },
): object {
  const limit = Math.min(100, page.limit ?? 10)
  const from = page.starting_after ? all.findIndex(({ id }) => id === page.starting_after) + 1 : 0
  const data = all.slice(from, from + limit)
  return { object: 'list', url, data, has_more: all.length > from + limit }
}
