import { expect, test } from 'vitest'
import { decodeUsage, encodeUsage } from './index.ts'

const range = { boot: 'abcdefgh', worker: 0, segment: 3, from: 10, to: 26, records: 2 }

test('a range and its bytes come out as they went in', () => {
  const lines = '{"a":1}\n{"b":2}\n'
  expect(decodeUsage(encodeUsage(range, Buffer.from(lines)))).toEqual({ type: 'usage', range, lines })
})

test.each<[string, Buffer]>([
  ['nothing', Buffer.alloc(0)],
  ['no end of the first line', Buffer.from(JSON.stringify(range))],
  ['an end that comes late', encodeUsage({ ...range, boot: 'a'.repeat(600) }, Buffer.from('{}\n'))],
  ['a first line that is not JSON', Buffer.from('{"boot":\n{}\n')],
  ['a first line that is no range', Buffer.from('null\n{}\n')],
  ['a member too many', encodeUsage({ ...range, more: 1 } as never, Buffer.from('{}\n'))],
])('%s is no usage', (_, frame) => {
  expect(decodeUsage(frame)).toBeNull()
})
