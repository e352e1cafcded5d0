import { managementDocument } from './document.ts'
import type { Operation } from './operation.ts'
import { parameterRow, type SchemaRow, schemaRows } from './schema-rows.ts'

type Media = { content?: Record<string, { schema?: unknown }> }
type Described = {
  parameters?: Parameters<typeof parameterRow>[1][]
  requestBody?: Media
  responses?: Record<string, Media>
}

/** What an operation takes and answers, as rows for tables, read out of the document that tools get. */
export function readOperation({
  path,
  method,
  status,
}: Operation): Record<'parameters' | 'body' | 'answer', SchemaRow[]> {
  const document = managementDocument()
  const item = document.paths?.[path] as Record<string, Described> | undefined
  const described = item?.[method.toLowerCase()] ?? {}
  const rows = (media: Media | undefined) =>
    schemaRows(document, media?.content?.['application/json']?.schema ?? {})
  return {
    parameters: (described.parameters ?? []).map((parameter) => parameterRow(document, parameter)),
    body: rows(described.requestBody),
    answer: rows(described.responses?.[status]),
  }
}
