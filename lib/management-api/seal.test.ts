import { expect, it } from 'vitest'
import { seal, unseal } from './seal.ts'

const token = 'gt_0123456789abcdefghijklmnopqrstuvwxyz'

it('opens with the same token only', () => {
  const sealed = seal('{"secret":"gk_ä"}', token)
  expect(unseal(sealed, token)).toBe('{"secret":"gk_ä"}')
  expect(() => unseal(sealed, `${token}x`)).toThrow()
})

it('shows nothing of the text, and never looks the same twice', () => {
  const one = seal('gk_secret', token)
  expect(one).not.toBe(seal('gk_secret', token))
  expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('gk_secret')
})

it('does not open when a byte was changed', () => {
  const bytes = Buffer.from(seal('{"status":"draft"}', token), 'base64')
  for (const place of [0, 16, 28, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[place]! ^= 1
    expect(() => unseal(changed.toString('base64'), token)).toThrow()
  }
})
