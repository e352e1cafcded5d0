import { expect, test } from 'vitest'
import { moveCurl, readCurl } from './curl-line.ts'

const line = `curl -s -H 'X-API-Key: gk_abc' "http://localhost:8000/accounts-v1/accounts?limit=2"`

test('reads URL and headers', () => {
  const call = readCurl(line)
  expect(call?.url.href).toBe('http://localhost:8000/accounts-v1/accounts?limit=2')
  expect(call?.headers).toEqual({ 'X-API-Key': 'gk_abc' })
})

test('moves a line to another origin and changes nothing else', () => {
  expect(moveCurl(line, 'https://api.example:9443')).toBe(
    line.replace('http://localhost:8000', 'https://api.example:9443'),
  )
})

test.each(['wget http://localhost', 'curl', 'curl -d x http://localhost', ''])('does not read %j', (text) => {
  expect(readCurl(text)).toBeNull()
})
