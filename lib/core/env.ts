import { z } from 'zod'

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback)
const flag = (fallback: boolean) =>
  z
    .enum(['0', '1', 'true', 'false'])
    .default(fallback ? '1' : '0')
    .transform((value) => value === '1' || value === 'true')
const blankIsAbsent = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))

/** One variable of Stripe alone would fail at the first webhook, or at the first call: refuse it at start. */
const isWhole = (env: { STRIPE_SECRET_KEY?: string; STRIPE_WEBHOOK_SECRET?: string }): boolean =>
  (env.STRIPE_SECRET_KEY === undefined) === (env.STRIPE_WEBHOOK_SECRET === undefined)

/** Every variable the house reads. README lists them for operators. */
const Variables = z.object({
  PORT: port(3000),
  GATEWAY_PORT: port(8000),
  GATEWAY_ADMIN_PORT: port(8001),
  SYNC_PORT: port(3001),
  /** The demo's sample upstream. */
  DEMO_UPSTREAM_PORT: port(4010),
  /** Everything that is kept on disk. */
  DATA_DIR: z.string().default('.data'),
  /** Set: that server is used and none is embedded. */
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be postgres://user:password@host:port/database' })
    .optional(),
  /** Where browsers reach the portal. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where consumers reach the gateway. */
  GATEWAY_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  AUTH_SECRET: z.string().min(32, 'must have 32 characters or more').optional(),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(10, 'must have 10 characters or more').optional(),
  ADMIN_TOKEN: z.string().min(20, 'must have 20 characters or more').optional(),
  /** 0: start empty. */
  DEMO: flag(true),
  /** 1: documents and upstreams may lie in private networks (the demo needs it for its own upstream). */
  ALLOW_PRIVATE_ADDRESSES: flag(false),
  /** How long single requests can be opened; sums stay. A month at least is what the newest invoice was counted from. */
  DECISION_RETENTION_DAYS: z.coerce.number().int().min(31).max(3_650).default(180),
  /** How long mails, and what came from and went to Stripe, are kept. Invoices and payments stay. */
  OUTBOX_RETENTION_DAYS: z.coerce.number().int().min(31).max(3_650).default(365),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** Set: mails of the outbox are sent by it. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be smtp://user:password@host:port, or smtps://…' })
    .optional(),
  MAIL_FROM: z.email('must be an e-mail address').optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[rs]k_(test|live)_\w+$/, 'must begin with sk_test_, sk_live_, rk_test_ or rk_live_')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\w+$/, 'must begin with whsec_')
    .optional(),
  /** For tests: another server that speaks Stripe's API. */
  STRIPE_API_BASE: z.url({ protocol: /^https?$/ }).optional(),
  /** Set: the test server of `e2e/stripe` listens there, and the house collects by it. No money moves. */
  DEMO_STRIPE_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
})

const Env = Variables.refine(isWhole, {
  path: ['STRIPE_WEBHOOK_SECRET'],
  error: 'STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET belong together: set both or none',
}).refine((env) => !env.DEMO_STRIPE_PORT || !env.STRIPE_SECRET_KEY, {
  path: ['DEMO_STRIPE_PORT'],
  error: 'is for trying it without Stripe: leave it out, or STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET',
})

/** Its secrets open nothing: what its webhooks say is only a hint to ask it again. */
const demoStripe = (port: number) => ({
  STRIPE_SECRET_KEY: 'sk_test_demo',
  STRIPE_WEBHOOK_SECRET: 'whsec_demo',
  STRIPE_API_BASE: `http://127.0.0.1:${port}`,
})

export type Env = z.output<typeof Env> & { PUBLIC_URL: string; GATEWAY_PUBLIC_URL: string; MAIL_FROM: string }

/** Reads the environment, or throws one error that names everything that is wrong with it. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const result = Env.safeParse(blankIsAbsent(source))
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The configuration is not valid:\n${lines.join('\n')}`)
  }
  const env = result.data
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '')
  return {
    ...env,
    ...(env.DEMO_STRIPE_PORT && demoStripe(env.DEMO_STRIPE_PORT)),
    PUBLIC_URL: publicUrl,
    MAIL_FROM: env.MAIL_FROM ?? `no-reply@${new URL(publicUrl).hostname}`,
    GATEWAY_PUBLIC_URL: (env.GATEWAY_PUBLIC_URL ?? `http://localhost:${env.GATEWAY_PORT}`).replace(
      /\/+$/,
      '',
    ),
  }
}
