import { describe, expect, it } from 'vitest'
import { db } from '#lib/core/db.ts'
import { expectRefusal } from '#lib/core/testing.ts'
import { makePerson } from '#prisma/factories/organization.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { signIn } from './sign-in.ts'

const newAddress = () => uniqueName('address')
const MINUTE_MS = 60_000

/** Makes as many failures of this key, the newest `ageMs` ago and each a second older than the next. */
const fail = (key: string, count: number, ageMs = 0) =>
  db.signInAttempt.createMany({
    data: Array.from({ length: count }, (_, i) => ({
      id: uniqueName('try'),
      key,
      isSuccessful: false,
      createdAt: new Date(Date.now() - ageMs - i * 1_000),
    })),
  })

describe('signIn', () => {
  it('knows a person by e-mail, whatever its case, and password', async () => {
    const { actor, email, password } = await makePerson()
    const signedIn = await signIn({ email: ` ${email.toUpperCase()}`, password, address: newAddress() })
    expect(signedIn).toEqual({ userId: actor.userId, name: actor.name, email, sessionEpoch: 0 })
  })

  it('answers alike for a wrong password, an unknown address and somebody without a password', async () => {
    const { email } = await makePerson()
    const withoutPassword = await makePerson()
    await db.user.update({ where: { email: withoutPassword.email }, data: { passwordDigest: null } })
    const refusals = await Promise.all(
      [email, 'nobody@example.com', withoutPassword.email].map((one) =>
        expectRefusal(
          signIn({ email: one, password: 'wrong', address: newAddress() }),
          'invalid_credentials',
        ),
      ),
    )
    expect(new Set(refusals.map(({ message }) => message)).size).toBe(1)
  })
})

describe('the limit on attempts', () => {
  it('closes after 10 failures for one e-mail, also for the right password, and says until when', async () => {
    const { email, password } = await makePerson()
    for (let i = 0; i < 10; i++) {
      await expectRefusal(signIn({ email, password: 'wrong', address: newAddress() }), 'invalid_credentials')
    }
    const error = await expectRefusal(signIn({ email, password, address: newAddress() }), 'too_many_attempts')
    expect(error.message).toMatch(/in 15 minutes/)
    expect(Date.parse(String(error.extra?.retryAt)) - Date.now()).toBeGreaterThan(14 * MINUTE_MS)
  })

  it('is as strict for an address that nobody has', async () => {
    const email = `${uniqueName('nobody').replace(' ', '.')}@example.com`
    await fail(`email:${email}`, 10)
    await expectRefusal(signIn({ email, password: 'x', address: newAddress() }), 'too_many_attempts')
  })

  it('opens again when the oldest failure has left the window', async () => {
    const { email, password } = await makePerson()
    await fail(`email:${email}`, 9)
    await fail(`email:${email}`, 1, 14.5 * MINUTE_MS)
    const error = await expectRefusal(signIn({ email, password, address: newAddress() }), 'too_many_attempts')
    expect(error.message).toMatch(/in 1 minute\./)
    const other = await makePerson()
    await fail(`email:${other.email}`, 9)
    await fail(`email:${other.email}`, 1, 15.1 * MINUTE_MS)
    await signIn({ email: other.email, password: other.password, address: newAddress() })
  })

  it('forgets an e-mail’s failures after the right password', async () => {
    const { email, password } = await makePerson()
    await fail(`email:${email}`, 9)
    await signIn({ email, password, address: newAddress() })
    await expectRefusal(signIn({ email, password: 'wrong', address: newAddress() }), 'invalid_credentials')
    expect(await db.signInAttempt.count({ where: { key: `email:${email}`, isSuccessful: false } })).toBe(1)
  })

  it('closes a network address after 50 failures, whichever e-mails they were for', async () => {
    const { email, password } = await makePerson()
    const address = newAddress()
    await fail(`address:${address}`, 50)
    await expectRefusal(signIn({ email, password, address }), 'too_many_attempts')
    await signIn({ email, password, address: newAddress() })
  })

  it('lets no more than 10 through when 30 come at once', async () => {
    const { email } = await makePerson()
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, () => signIn({ email, password: 'wrong', address: newAddress() })),
    )
    const looked = results.filter(
      (one) => one.status === 'rejected' && one.reason.code === 'invalid_credentials',
    )
    expect(looked.length).toBeLessThanOrEqual(10)
  })
})
