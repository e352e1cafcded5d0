import SwaggerParser from '@apidevtools/swagger-parser'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { GET } from '#app/api/v1/openapi.json/route.ts'
import { createManagementDocument } from './document.ts'
import { operations } from './operations/index.ts'

const document = createManagementDocument('http://gatehouse.test/api/v1')
const ajv = new Ajv2020({ strict: false })
addFormats.default(ajv)
ajv.addFormat('base64', /^[A-Za-z0-9+/]*={0,2}$/)
ajv.addSchema(document, 'document')

describe('the management API’s own document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const parsed = await SwaggerParser.validate(structuredClone(document) as never)
    expect(parsed).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./) })
  })

  it('is served to everybody', async () => {
    const response = GET()
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(Object.keys((await response.json()).paths)).toEqual(Object.keys(document.paths!))
  })

  it('has an example of every body that must be sent, which fits its schema', () => {
    for (const { id, method, path, body, isBodyOptional, example } of operations) {
      if (!body || isBodyOptional) continue
      expect(example, id).toBeDefined()
      const pointer = [
        'paths',
        path,
        method.toLowerCase(),
        'requestBody',
        'content',
        'application/json',
        'schema',
      ]
      const parts = pointer.map((part) => part.replaceAll('/', '~1'))
      expect(
        ajv.validate(`document#/${encodeURI(parts.join('/'))}`, example),
        `${id}: ${ajv.errorsText()}`,
      ).toBe(true)
    }
  })

  it('has examples of answers that fit their schemas', () => {
    const shown = operations.filter(({ exampleAnswer }) => exampleAnswer !== undefined)
    expect(shown.length).toBeGreaterThan(10)
    for (const { id, method, path, status, exampleAnswer } of shown) {
      const place = [
        'paths',
        path,
        method.toLowerCase(),
        'responses',
        status,
        'content',
        'application/json',
        'schema',
      ]
      const parts = place.map((part) => String(part).replaceAll('/', '~1'))
      const isValid = ajv.validate(`document#/${encodeURI(parts.join('/'))}`, exampleAnswer)
      expect(isValid, `${id}: ${ajv.errorsText()}`).toBe(true)
    }
  })

  it('files every operation under a tag that is described', () => {
    const names = document.tags?.map(({ name }) => name)
    for (const { id, tag } of operations) expect(names, id).toContain(tag)
    for (const name of names ?? [])
      expect(
        operations.some(({ tag }) => tag === name),
        name,
      ).toBe(true)
  })

  it.each([
    ['POST /apis', 201],
    ['POST /api-products', 201],
    ['POST /api-products/{}/plans', 201],
    ['POST /api-products/{}/publish', 200],
    ['POST /applications', 201],
    ['POST /subscriptions', 201],
    ['POST /applications/{}/credentials', 201],
    ['POST /credentials/{}/revoke', 200],
    ['GET /revisions/{}', 200],
    ['GET /usage', 200],
    ['GET /decisions/{}', 200],
  ])('keeps what tools rely on: %s answers %i', (call, status) => {
    const found = operations.find(
      ({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}` === call,
    )
    expect(found?.status).toBe(status)
  })
})
