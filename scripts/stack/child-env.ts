import type { Settings } from './settings.ts'

const loopback = (port: number) => `http://127.0.0.1:${port}`

/** Where this machine reaches the parts of a stack. */
export const localAddresses = ({ env }: Pick<Settings, 'env'>) => ({
  web: loopback(env.PORT),
  sync: loopback(env.SYNC_PORT),
  gateway: loopback(env.GATEWAY_PORT),
  gatewayAdmin: loopback(env.GATEWAY_ADMIN_PORT),
  upstream: loopback(env.DEMO_UPSTREAM_PORT),
  ...(env.DEMO_STRIPE_PORT && { stripe: loopback(env.DEMO_STRIPE_PORT) }),
})

/** The environment of the house's own processes: what was validated, made absolute, and the secrets that were kept. */
export function houseEnv(settings: Settings, databaseUrl: string, processName: string): NodeJS.ProcessEnv {
  const { env, paths, secrets, mode } = settings
  const authSecret = env.AUTH_SECRET ?? secrets.authSecret
  return {
    ...process.env,
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
    PROCESS_NAME: processName,
    DATABASE_URL: databaseUrl,
    PORT: String(env.PORT),
    SYNC_PORT: String(env.SYNC_PORT),
    GATEWAY_PORT: String(env.GATEWAY_PORT),
    GATEWAY_ADMIN_PORT: String(env.GATEWAY_ADMIN_PORT),
    DEMO_UPSTREAM_PORT: String(env.DEMO_UPSTREAM_PORT),
    PUBLIC_URL: env.PUBLIC_URL,
    GATEWAY_PUBLIC_URL: env.GATEWAY_PUBLIC_URL,
    DATA_DIR: paths.dir,
    AUTH_SECRET: authSecret,
    NEXTAUTH_SECRET: authSecret,
    NEXTAUTH_URL: env.PUBLIC_URL,
    DEMO: env.DEMO ? '1' : '0',
    NEXT_TELEMETRY_DISABLED: '1',
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  }
}

/** The gateway's environment. It runs without the house: neither database nor signing secret are its business. */
export function gatewayEnv(settings: Settings): NodeJS.ProcessEnv {
  const { env, paths, secrets, mode } = settings
  const isItsOwn = (name: string) => /^(GATEWAY_.*|NODE_.*|PATH|HOME|TZ)$/.test(name)
  const ownVariables = Object.fromEntries(Object.entries(process.env).filter(([name]) => isItsOwn(name)))
  return {
    ...ownVariables,
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
    GATEWAY_PORT: String(env.GATEWAY_PORT),
    GATEWAY_ADMIN_PORT: String(env.GATEWAY_ADMIN_PORT),
    GATEWAY_DATA_DIR: paths.gateway,
    GATEWAY_TOKEN: secrets.gatewayToken,
    SYNC_URL: `ws://127.0.0.1:${env.SYNC_PORT}/connect`,
    GATEWAY_DOCS_URL: process.env.GATEWAY_DOCS_URL ?? `${env.PUBLIC_URL}/docs/errors`,
  }
}
