import SwaggerParser from '@apidevtools/swagger-parser'
import type { OpenAPI } from 'openapi-types'
import { AppError } from '#lib/core/errors.ts'
import { fetchDocument } from '../fetch/fetch-document.ts'
import type { Json, JsonObject } from '../schema/json.ts'
import { LIMITS } from './limits.ts'
import { decodeText, parseText } from './parse-text.ts'
import { ProblemList } from './problem-list.ts'
import type { SpecificationKind } from './specification.ts'

/** Other documents by address: what they hold, or why they could not be had. */
export type ExternalDocuments = { values: Map<string, Json>; failures: Map<string, string> }

/** Stands for a document that could not be had; the parser wants something, the failure is reported by its place. */
const ABSENT = { 'x-absent': true }

function readText(bytes: Uint8Array): Json {
  const problems = new ProblemList()
  const text = decodeText(bytes, problems)
  const parsed = text === null ? null : parseText(text, problems)
  if (parsed) return parsed.value
  const first = problems.list()[0]!
  throw new AppError('invalid_document', first.line ? `${first.message} (line ${first.line})` : first.message)
}

class Loader {
  readonly values = new Map<string, Json>()
  readonly failures = new Map<string, string>()
  #count = 0
  #sizeBytes = 0

  /** Fetches under the guard, the count and the size limit; never throws. */
  async load(address: string): Promise<Json> {
    try {
      if (++this.#count > LIMITS.externalDocumentsMax) {
        throw new AppError(
          'invalid_document',
          `More than ${LIMITS.externalDocumentsMax} documents are referred to.`,
        )
      }
      const { bytes } = await fetchDocument(address, { sizeBytesMax: LIMITS.externalSizeBytesMax })
      this.#sizeBytes += bytes.byteLength
      if (this.#sizeBytes > LIMITS.externalSizeBytesMax) {
        throw new AppError('document_too_large', 'The documents referred to have more than 20 MB together.')
      }
      const value = readText(bytes)
      this.values.set(new URL(address).href, value)
      return value
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.failures.set(URL.parse(address)?.href ?? address, error.message)
      return ABSENT
    }
  }
}

/**
 * Reads the document with Swagger parser, which also finds and loads, through our guarded fetch alone, every document
 * that it refers to, and those that they refer to.
 */
export async function loadExternal(
  document: JsonObject,
  kind: SpecificationKind,
  base: string | null,
): Promise<ExternalDocuments> {
  const loader = new Loader()
  const subject = (kind === '3.2'
    ? { ...document, openapi: '3.1.2' }
    : document) as unknown as OpenAPI.Document
  const options = {
    resolve: {
      file: false,
      http: false,
      guarded: {
        order: 1,
        canRead: true,
        read: async (file: { url: string }) => JSON.stringify(await loader.load(file.url)),
      },
    },
    parse: {
      json: false,
      yaml: false,
      text: false,
      binary: false,
      kept: {
        order: 1,
        allowEmpty: true,
        canParse: true,
        parse: (file: { url: string }) => loader.values.get(URL.parse(file.url)?.href ?? '') ?? ABSENT,
      },
    },
  }
  const parser = new SwaggerParser()
  await (base ? parser.resolve(base, subject, options as never) : parser.resolve(subject, options as never))
  return loader
}
