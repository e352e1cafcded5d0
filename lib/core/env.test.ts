import { describe, expect, test } from 'vitest'
import { readEnv } from './env.ts'

const read = (source: Record<string, string>) => readEnv({ NODE_ENV: 'test', ...source })
const STRIPE = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }

describe('Stripe', () => {
  test('takes both secrets or none', () => {
    expect(read(STRIPE)).toMatchObject(STRIPE)
    expect(read({}).STRIPE_SECRET_KEY).toBeUndefined()
    for (const name of ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'] as const)
      expect(() => read({ [name]: STRIPE[name] })).toThrow('belong together')
  })

  test.each([
    ['STRIPE_SECRET_KEY', 'pk_test_1'],
    ['STRIPE_WEBHOOK_SECRET', 'secret'],
    ['STRIPE_API_BASE', 'api.stripe.com'],
    ['DEMO_STRIPE_PORT', '0'],
  ])('refuses %s=%s by its name', (name, value) => {
    expect(() => read({ ...STRIPE, [name]: value })).toThrow(name)
  })

  test('or the demo’s, never beside a real one', () => {
    expect(read({ DEMO_STRIPE_PORT: '4020' })).toMatchObject({
      STRIPE_SECRET_KEY: expect.stringMatching(/^sk_test_/),
      STRIPE_API_BASE: 'http://127.0.0.1:4020',
    })
    expect(() => read({ ...STRIPE, DEMO_STRIPE_PORT: '4020' })).toThrow('DEMO_STRIPE_PORT')
  })
})

describe('mail', () => {
  test('is sent from this host unless told otherwise, by SMTP only', () => {
    expect(read({ PUBLIC_URL: 'https://portal.example' }).MAIL_FROM).toBe('no-reply@portal.example')
    expect(read({ SMTP_URL: 'smtps://u:p@mail.example:465' }).SMTP_URL).toContain('mail.example')
    expect(() => read({ SMTP_URL: 'http://mail.example' })).toThrow('SMTP_URL')
    expect(() => read({ MAIL_FROM: 'nobody' })).toThrow('MAIL_FROM')
  })
})
