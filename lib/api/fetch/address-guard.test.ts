import { describe, expect, it } from 'vitest'
import { checkUrl, isPublicAddress } from './address-guard.ts'

describe('isPublicAddress', () => {
  it.each(['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '::ffff:1.1.1.1'])(
    'lets %s pass',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'fec0::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
    'not an address',
  ])('holds %s back', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

describe('checkUrl', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'https://user:password@example.com/',
    'file:///etc/passwd',
    'ftp://example.com/',
  ])('refuses %s', (address) => {
    expect(() => checkUrl(new URL(address), false)).toThrow()
  })

  it('lets private addresses pass when that is configured, other schemes never', () => {
    expect(() => checkUrl(new URL('http://127.0.0.1/'), true)).not.toThrow()
    expect(() => checkUrl(new URL('file:///etc/passwd'), true)).toThrow()
  })
})
