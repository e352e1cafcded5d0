import { describe, expect, it } from 'vitest'
import { readDocument } from './document/read-document.ts'
import { miniDocument } from './mini-document.ts'

const ref = ($ref: string) => ({ content: { 'application/json': { schema: { $ref } } }, description: 'ok' })

describe('miniDocument', () => {
  it('is a valid document of that operation alone, whatever schemas are called and whether they are at hand', async () => {
    const document = miniDocument({
      title: 'Accounts',
      specification: '2.0',
      serverUrl: 'http://localhost:8000/accounts',
      operation: {
        method: 'GET',
        path: '/a',
        definition: {
          tags: ['x'],
          security: [{ key: [] }],
          responses: {
            200: ref('#/components/schemas/A B'),
            201: ref('#/paths/~1x/get/schema'),
            400: ref('#/components/schemas/Absent'),
          },
        },
      },
      schemas: {
        '#/components/schemas/A B': { properties: { next: { $ref: '#/components/schemas/A B' } } },
        '#/paths/~1x/get/schema': { type: 'string' },
      },
    })
    const { document: read, problems } = await readDocument(
      new TextEncoder().encode(JSON.stringify(document)),
      null,
    )
    expect(problems).toEqual([])
    expect(read!.operations).toHaveLength(1)
    expect(document.components).toEqual({
      schemas: {
        A_B: { properties: { next: { $ref: '#/components/schemas/A_B' } } },
        schema: { type: 'string' },
      },
    })
    expect(JSON.stringify(document)).not.toContain('security')
  })
})
