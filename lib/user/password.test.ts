import { expect, test } from 'vitest'
import { isCommonPassword } from './common-passwords.ts'
import { digestPassword, verifyPassword } from './password.ts'

test('a digest is argon2id in PHC form, by OWASP parameters, and differs each time', async () => {
  const [first, second] = await Promise.all([
    digestPassword('a long password'),
    digestPassword('a long password'),
  ])
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(first).not.toBe(second)
})

test('only the password has its digest', async () => {
  const digest = await digestPassword('a long password')
  expect(await verifyPassword('a long password', digest)).toBe(true)
  expect(await verifyPassword('a long passwore', digest)).toBe(false)
  expect(await verifyPassword('', digest)).toBe(false)
})

test('the two ways to write é are one password', async () => {
  expect(await verifyPassword('caf\u00e9 caf\u00e9', await digestPassword('cafe\u0301 cafe\u0301'))).toBe(
    true,
  )
})

test('without a digest the answer is false, after the same work', async () => {
  const time = async (digest: string | null) => {
    const start = process.cpuUsage()
    for (let i = 0; i < 5; i++) expect(await verifyPassword('wrong', digest)).toBe(false)
    const { user, system } = process.cpuUsage(start)
    return user + system
  }
  const digest = await digestPassword('right password')
  await time(null)
  const [known, unknown] = [await time(digest), await time(null)]
  expect(unknown / known).toBeGreaterThan(0.5)
  expect(unknown / known).toBeLessThan(2)
})

test('a digest that is damaged is an error, not a refusal', async () => {
  await expect(verifyPassword('x', '$argon2i$v=19$m=1,t=1,p=1$AAAA$AAAA')).rejects.toThrow('PHC')
})

test.each([
  'password123',
  '1234567890',
  'qwertyuiop',
  '!!Welcome123!!',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
  'Changeme2026',
  'abcdefghij',
])('%s is common', (password) => expect(isCommonPassword(password)).toBe(true))

test.each(['open-the-gatehouse', 'correct horse battery', 'xK4#pQ9!mZ2', 'my password is long enough'])(
  '%s is not',
  (password) => expect(isCommonPassword(password)).toBe(false),
)
