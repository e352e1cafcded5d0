import { z } from 'zod'
import { KeyLocation } from '#gateway-sync/contract/resource.ts'
import { ApiServer, ApiTag, DocumentProblem, VersionDifferences } from '#lib/api/schema.ts'
import { NamedWithSlug } from './resources.ts'
import { Moment } from './schema.ts'

const versionSummary = {
  id: z.string(),
  apiId: z.string(),
  number: z.int().meta({ description: '1, 2, 3 … within the API.' }),
  syntax: z.string().meta({ description: '`json` or `yaml`.' }),
  source: z.string().meta({ description: 'File name or address it came from.' }),
  sizeBytes: z.int(),
  originalSha256: z.string(),
  specification: z.string().meta({ examples: ['3.1.0'] }),
  title: z.string(),
  documentVersion: z.string(),
  operationCount: z.int(),
  differences: VersionDifferences.nullable().meta({ description: 'Against the version before.' }),
  createdAt: Moment,
}

export const ApiVersionListItem = z
  .object({ ...versionSummary, isCurrent: z.boolean() })
  .meta({ id: 'ApiVersionListItem' })

export const ApiVersion = z
  .object({
    ...versionSummary,
    description: z.string(),
    servers: z.array(ApiServer),
    tags: z.array(ApiTag),
    securitySchemes: z.record(z.string(), z.record(z.string(), z.unknown())),
    problems: z.array(DocumentProblem).meta({ description: 'Warnings; errors would have refused it.' }),
  })
  .meta({ id: 'ApiVersion' })

export const Api = z
  .object({
    id: z.string(),
    organizationId: z.string(),
    name: z.string(),
    slug: z.string(),
    description: z.string(),
    gatewayUrl: z.string(),
    upstreamUrl: z.string(),
    connectTimeoutMs: z.int(),
    responseTimeoutMs: z.int(),
    idleTimeoutMs: z.int(),
    requestBodySizeBytesMax: z.int(),
    hosts: z.array(z.string()),
    keyLocations: z.array(KeyLocation),
    currentVersion: z
      .object({ id: z.string(), number: z.int(), operationCount: z.int(), createdAt: Moment })
      .nullable(),
    products: z.array(NamedWithSlug.extend({ status: z.string() })),
    createdAt: Moment,
    updatedAt: Moment,
  })
  .meta({ id: 'Api' })
