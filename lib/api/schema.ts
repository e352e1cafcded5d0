import { z } from 'zod'
import { KeyLocation } from '#gateway-sync/contract/resource.ts'
import { Slug } from '#lib/core/slug.ts'

/** Something wrong in a document, with its place. Errors refuse an import, warnings are kept with the version. */
export const DocumentProblem = z.object({
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  /** RFC 6901; empty for the whole document. */
  pointer: z.string(),
  /** From 1; absent when it could not be told. */
  line: z.int().optional(),
  column: z.int().optional(),
})
export type DocumentProblem = z.infer<typeof DocumentProblem>

/** An operation in a list of differences. */
export const OperationName = z.object({ key: z.string(), method: z.string(), path: z.string() })
export type OperationName = z.infer<typeof OperationName>

/** What a version changed against the one before. */
export const VersionDifferences = z.object({
  added: z.array(OperationName),
  removed: z.array(OperationName),
  changed: z.array(
    OperationName.extend({
      /** A caller of the version before may fail with this one. */
      isBreaking: z.boolean(),
      /** What changed, a sentence each. */
      notes: z.array(z.string()),
    }),
  ),
})
export type VersionDifferences = z.infer<typeof VersionDifferences>

/** `{url, description}` with variables filled in by their defaults. */
export const ApiServer = z.object({ url: z.string(), description: z.string() })
export type ApiServer = z.infer<typeof ApiServer>

export const ApiTag = z.object({ name: z.string(), description: z.string() })
export type ApiTag = z.infer<typeof ApiTag>

/** Where requests go: any `http(s)` host, private networks included, because that is where upstreams live. */
export const UpstreamUrl = z
  .url({ protocol: /^https?$/, error: 'Give an address like https://api.example.com/v1' })
  .max(2000)
  .refine((value) => URL.canParse(value) && !new URL(value).username && !new URL(value).password, {
    error: 'Leave user name and password out of the address',
  })
  .refine((value) => URL.canParse(value) && !new URL(value).search && !new URL(value).hash, {
    error: 'Leave query and fragment out of the address',
  })
  .transform((value) => value.replace(/\/+$/, ''))

const Name = z.string().trim().min(1, 'Give a name').max(120, 'Use 120 characters at most')
const Host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/,
    'Give a host name like api.example.com',
  )

/** The document itself (object, JSON or YAML text, bytes of a file), or the address to fetch it from. */
const DocumentInput = {
  document: z.union([z.string(), z.instanceof(Uint8Array), z.record(z.string(), z.unknown())]).optional(),
  documentUrl: z
    .url({ protocol: /^https?$/, error: 'Give an address that begins with http:// or https://' })
    .optional(),
  /** Kept to show where the document came from. */
  fileName: z.string().trim().max(255).optional(),
}

export const CreateApi = z.object({
  /** Absent: the document's title. */
  name: Name.optional(),
  /** Absent: made from the name. */
  slug: Slug.optional(),
  ...DocumentInput,
  /** Absent: the document's first absolute server. */
  upstreamUrl: UpstreamUrl.optional(),
  description: z.string().max(2000, 'Use 2,000 characters at most').optional(),
  organizationId: z.string().optional(),
})
export type CreateApi = z.input<typeof CreateApi>

export const ReimportApi = z.object({ id: z.string(), ...DocumentInput })
export type ReimportApi = z.input<typeof ReimportApi>

const timeout = (max: number) =>
  z.coerce.number().int().min(1, 'Use 1 ms or more').max(max, `Use ${max} ms at most`)

export const UpdateApi = z.object({
  id: z.string(),
  name: Name.optional(),
  description: z.string().max(2000, 'Use 2,000 characters at most').optional(),
  upstreamUrl: UpstreamUrl.optional(),
  connectTimeoutMs: timeout(60_000).optional(),
  responseTimeoutMs: timeout(600_000).optional(),
  idleTimeoutMs: timeout(600_000).optional(),
  requestBodySizeBytesMax: z.coerce.number().int().min(1024).max(1_073_741_824).optional(),
  hosts: z.array(Host).max(20, 'Use 20 hosts at most').optional(),
  keyLocations: z.array(KeyLocation).min(1, 'Keep one place at least').max(8).optional(),
})
export type UpdateApi = z.input<typeof UpdateApi>

export const SetCurrentVersion = z.object({ id: z.string(), versionId: z.string() })
export type SetCurrentVersion = z.input<typeof SetCurrentVersion>

/** Where consumers may put their key when nothing else is said. */
export const DEFAULT_KEY_LOCATIONS: KeyLocation[] = [{ in: 'header', name: 'X-API-Key' }, { in: 'bearer' }]
