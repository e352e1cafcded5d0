import { describe, expect, it } from 'vitest'
import { createManagementDocument } from './document.ts'
import { parameterRow, schemaRows } from './schema-rows.ts'

const document = createManagementDocument('http://gatehouse.test/api/v1')
const bodyOf = (path: string) =>
  document.paths?.[path]?.post?.requestBody as { content: Record<string, { schema: unknown }> }

describe('schemaRows', () => {
  it('shows members below their parents, with type and rules', () => {
    const rows = schemaRows(
      document,
      bodyOf('/api-products/{productId}/plans').content['application/json']?.schema,
    )
    const short = rows.map(({ depth, name, type, isRequired }) => [depth, name, type, isRequired])
    const pricing = short.findIndex(([, name]) => name === 'pricing')
    const afterPricing = short.findIndex(([depth], index) => index > pricing && depth === 0)
    expect(short.slice(pricing + 1, afterPricing)).toContainEqual([1, 'recurringFee', 'integer', false])
    expect(short.slice(pricing + 1, afterPricing)).toContainEqual([2, 'key', 'string', true])
    expect(short.toSpliced(pricing + 1, afterPricing - pricing - 1)).toEqual([
      [0, 'name', 'string', true],
      [0, 'description', 'string', false],
      [0, 'rateLimit', 'object | null', false],
      [1, 'requests', 'integer', true],
      [1, 'windowSeconds', 'integer', true],
      [1, 'burst', 'integer', false],
      [0, 'quota', 'object | null', false],
      [1, 'requests', 'integer', true],
      [1, 'period', '"day" | "month"', true],
      [1, 'mode', '"hard" | "soft"', false],
      [0, 'pricing', 'object | null', false],
      [0, 'approval', '"automatic" | "manual"', true],
    ])
    expect(rows[0]?.rules).toEqual(['1 to 80 characters'])
    expect(rows[1]?.rules).toEqual(['2,000 characters at most'])
  })

  it('follows references and enters lists', () => {
    const rows = schemaRows(document, { $ref: '#/components/schemas/ChangeDetail' })
    expect(rows.find(({ name }) => name === 'receipts')?.type).toBe('object[]')
    expect(rows.find(({ name }) => name === 'gateway')?.depth).toBe(1)
    expect(rows.find(({ name }) => name === 'at')?.type).toBe('date-time')
  })

  it('shows a parameter alike', () => {
    const schema = { type: 'integer', minimum: 1, maximum: 100, default: 25 }
    expect(parameterRow(document, { name: 'limit', schema })).toMatchObject({
      type: 'integer',
      isRequired: false,
      rules: ['1 to 100', 'default: 25'],
    })
  })
})
