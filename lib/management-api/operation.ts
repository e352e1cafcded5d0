import type { z } from 'zod'
import type { Actor } from '#lib/core/context.ts'
import type { ErrorCode } from '#lib/core/errors.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Names of the `{parameters}` of a path. */
type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never

/** An answer that is not JSON: a document or a picture, given out as it was taken in. */
export type FileAnswer = { bytes: Uint8Array; contentType: string; fileName?: string }

type Common<Path extends string> = {
  /** operationId of the document, verb first: `createApi`. */
  id: string
  method: Method
  path: Path
  tag: string
  summary: string
  /** Markdown. */
  description?: string
  /** Media types that `run` may answer with as a FileAnswer; then `response` describes nothing and is left out. */
  fileTypes?: string[]
  /** Codes that the verb throws; the ones that every call of its shape can meet are added by `errorCodesOf`. */
  errors?: ErrorCode[]
  /** For the document: the body may be left out. (An empty one always counts as `{}`.) */
  isBodyOptional?: boolean
  /** Default 1 MB. */
  bodySizeBytesMax?: number
  /** Examples for the document: of the request body, and of the answer. */
  example?: unknown
  exampleAnswer?: unknown
}

type Declaration<
  Path extends string,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
> = Common<Path> & {
  query?: Query
  body?: Body
  response?: Response
  status?: 200 | 201 | 204
  /**
   * Calls the verb. `body` is as it was sent: checked against the schema, but parsed by the verb, so that transforms
   * run once. What it returns is cut down to `response`.
   */
  run: (call: {
    actor: Actor
    params: Record<ParameterOf<Path>, string>
    query: z.output<Query>
    body: z.input<Body>
  }) => Promise<z.input<Response> | FileAnswer | undefined>
}

export type Call = { actor: Actor; params: Record<string, string>; query: unknown; body: unknown }

/** One call of the management API: the route handler and the OpenAPI document are both made from it. */
export type Operation = Common<string> & {
  query?: z.ZodObject
  body?: z.ZodType
  response?: z.ZodType
  status: 200 | 201 | 204
  run: (call: Call) => Promise<unknown>
}

/** Declares an operation; the compiler holds the verb's answer against the response schema. Status is 200 unless told. */
export function operation<
  Path extends string,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
>(declaration: Declaration<Path, Query, Body, Response>): Operation {
  const run = declaration.run as (call: Call) => Promise<unknown>
  return { ...declaration, status: declaration.status ?? 200, run }
}

export const isFileAnswer = (value: unknown): value is FileAnswer =>
  typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array

/** All codes that a call can be refused with. */
export function errorCodesOf(operation: Operation): ErrorCode[] {
  const codes: ErrorCode[] = ['unauthenticated', 'internal', ...(operation.errors ?? [])]
  if (operation.path.includes('{')) codes.push('not_found')
  if (operation.method !== 'GET' || operation.query) codes.push('invalid_input')
  if (operation.method !== 'GET') codes.push('payload_too_large', 'unsupported_media_type')
  if (operation.method === 'POST') codes.push('idempotency_conflict', 'idempotency_in_progress')
  return [...new Set(codes)]
}
