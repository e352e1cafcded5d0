import { lookup as resolve } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { AppError } from '#lib/core/errors.ts'

/**
 * True for an address of the public internet. Private, loopback, link-local (cloud metadata among them), carrier-grade
 * NAT, multicast, reserved and transition ranges are not, nor is IPv4 wrapped in IPv6 when its own address is not.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  // IPv6 has given out nothing but 2000::/3 to networks; the rest holds deprecated ways to write IPv4.
  return (
    parsed.kind() === 'ipv4' ||
    (Number.parseInt(parsed.toNormalizedString().split(':')[0]!, 16) & 0xe000) === 0x2000
  )
}

function refuse(host: string, address: string): never {
  const where = host === address ? host : `${host} (${address})`
  throw new AppError(
    'address_refused',
    `${where} lies in a private or reserved network, which is never fetched from here.`,
  )
}

/** Throws `address_refused` unless the URL is plain `http(s)`, without credentials, to a host that is not a private IP. */
export function checkUrl(url: URL, isPrivateAllowed: boolean): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError('address_refused', `${url.protocol}// is not fetched; use http:// or https://.`)
  }
  if (url.username || url.password) {
    throw new AppError('address_refused', 'Addresses with a user name or password are not fetched.')
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!isPrivateAllowed && ipaddr.isValid(host) && !isPublicAddress(host)) refuse(host, host)
}

/**
 * The name resolution that a connection itself uses: what it checks is what is connected to, so that a name cannot answer
 * one address to the check and another to the connection. One private address among the answers refuses the name.
 */
export function guardedLookup(isPrivateAllowed: boolean): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { all: true, family: options.family === 6 ? 6 : options.family === 4 ? 4 : 0 }).then(
      (addresses) => {
        const bad = isPrivateAllowed ? undefined : addresses.find(({ address }) => !isPublicAddress(address))
        if (bad) {
          try {
            refuse(host, bad.address)
          } catch (error) {
            callback(error as NodeJS.ErrnoException, '', 0)
          }
          return
        }
        if (options.all) callback(null, addresses)
        else callback(null, addresses[0]!.address, addresses[0]!.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    )
  }
}
