import { largeDocument } from '#lib/api/testing/large-document.ts'

/** The text of a document that is this large or a little larger. */
export function documentOf(bytes: number): string {
  const textOf = (operationCount: number): string => JSON.stringify(largeDocument({ operationCount }))
  const sample = 100
  const text = textOf(Math.ceil((sample * bytes) / Buffer.byteLength(textOf(sample))) + 10)
  if (Buffer.byteLength(text) < bytes) throw new Error('the document came out too small')
  return text
}
