import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkBody, unknownMembers } from './check-body.ts'

const Location = z.discriminatedUnion('in', [
  z.object({ in: z.literal('header'), name: z.string() }),
  z.object({ in: z.literal('bearer') }),
])
const Body = z.object({
  name: z.string(),
  limit: z
    .object({ requests: z.int() })
    .refine(() => true)
    .nullish(),
  locations: z.array(Location).default([]),
  document: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  address: z.string().pipe(z.url()).optional(),
})

describe('unknownMembers', () => {
  it('finds them at any depth', () => {
    const body = {
      nmae: 'x',
      limit: { requests: 1, windw: 2 },
      locations: [{ in: 'bearer' }, { in: 'x', at: 1 }],
    }
    expect(unknownMembers(Body, body)).toEqual(['nmae', 'limit.windw', 'locations.1.at'])
  })

  it('does not enter what is free', () => {
    expect(unknownMembers(Body, { name: 'x', document: { paths: { '/x': 1 } }, limit: null })).toEqual([])
    expect(unknownMembers(z.looseObject({}), { a: 1 })).toEqual([])
  })

  it('is not fooled by names of Object', () => {
    expect(unknownMembers(Body, JSON.parse('{"__proto__": 1, "constructor": 2}'))).toEqual([
      '__proto__',
      'constructor',
    ])
  })
})

describe('checkBody', () => {
  it('names the field, unknown or wrong', () => {
    expect(() => checkBody(Body, { name: 1 })).toThrow(/^name: /)
    expect(() => checkBody(Body, { name: 'x', extra: 1 })).toThrow('extra: This call has no such member.')
    expect(() => checkBody(Body, [])).toThrow()
    expect(() => checkBody(Body, { name: 'x' })).not.toThrow()
  })
})
