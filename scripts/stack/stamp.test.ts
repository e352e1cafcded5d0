import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isStamped, stampOf, writeStamp } from './stamp.ts'

let folder = ''
const write = (path: string, text: string) => writeFileSync(join(folder, path), text)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamp-'))
  mkdirSync(join(folder, 'app'))
  write('app/page.tsx', 'one')
  write('next.config.ts', 'two')
})
afterEach(() => rmSync(folder, { recursive: true }))

const paths = ['app', 'next.config.ts', 'proxy.ts']

test('does not change with times and the order of paths', () => {
  const before = stampOf(folder, paths)
  utimesSync(join(folder, 'app/page.tsx'), 1, 1)
  expect(stampOf(folder, paths.toReversed())).toBe(before)
})

test('changes with content, with a new name, and when an absent path appears', () => {
  const stamps = new Set([stampOf(folder, paths)])
  write('app/page.tsx', 'one more')
  stamps.add(stampOf(folder, paths))
  write('app/layout.tsx', '')
  stamps.add(stampOf(folder, paths))
  write('proxy.ts', '')
  stamps.add(stampOf(folder, paths))
  expect(stamps.size).toBe(4)
})

test('does not see what is left out', () => {
  const isLeftOut = (path: string) => path.endsWith('.test.ts')
  const before = stampOf(folder, paths, isLeftOut)
  write('app/page.test.ts', 'three')
  expect(stampOf(folder, paths, isLeftOut)).toBe(before)
})

test('a stamp file holds for its stamp only', () => {
  const file = join(folder, 'stamp')
  expect(isStamped(file, 'a')).toBe(false)
  writeStamp(file, 'a')
  expect(isStamped(file, 'a')).toBe(true)
  expect(isStamped(file, 'b')).toBe(false)
})
