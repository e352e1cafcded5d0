import { AppError, invalidField } from '#lib/core/errors.ts'
import { LIMITS } from './document/limits.ts'
import { fetchDocument } from './fetch/fetch-document.ts'

export type DocumentInput = {
  document?: string | Uint8Array | Record<string, unknown> | undefined
  documentUrl?: string | undefined
  fileName?: string | undefined
}

/** The document's bytes, where they came from (to be shown), and the address that relative references start from. */
export type DocumentBytes = { bytes: Uint8Array<ArrayBuffer>; source: string; base: string | null }

function toBytes(document: string | Uint8Array | Record<string, unknown>): Uint8Array<ArrayBuffer> {
  if (document instanceof Uint8Array) return new Uint8Array(document)
  return new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document, null, 2))
}

/** Takes the document from the input, or fetches it. Fields at fault are named; sizes are checked before anything is read. */
export async function documentBytes(input: DocumentInput): Promise<DocumentBytes> {
  if (input.document === undefined && input.documentUrl === undefined) {
    invalidField('document', 'Give a document: a file, its text, or the address it is at.')
  }
  if (input.document === undefined) {
    const { bytes, address } = await fetchDocument(input.documentUrl!)
    return { bytes: new Uint8Array(bytes), source: address, base: address }
  }
  const bytes = toBytes(input.document)
  if (bytes.byteLength > LIMITS.documentSizeBytesMax) {
    throw new AppError('document_too_large', 'The document has more than 20 MB. Split it into several APIs.')
  }
  return { bytes, source: input.fileName ?? '', base: null }
}
