import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const milliseconds = (fallback: number) => z.coerce.number().int().min(1).max(86_400_000).default(fallback)
const bytes = (fallback: number) => z.coerce.number().int().min(1).default(fallback)

const Variables = z
  .object({
    GATEWAY_PORT: port.default(8000),
    GATEWAY_HOST: z.string().min(1).default('0.0.0.0'),
    /** Bound to loopback only. */
    GATEWAY_ADMIN_PORT: port.default(8001),
    SYNC_URL: z.url({ protocol: /^wss?$/ }).default('ws://127.0.0.1:3001/connect'),
    GATEWAY_TOKEN: z.string().min(1).optional(),
    /** Read anew at each connection, so that a token can be put there later or changed. */
    GATEWAY_TOKEN_FILE: z.string().min(1).optional(),
    GATEWAY_DATA_DIR: z.string().min(1).default('.data/gateway'),
    GATEWAY_WORKERS: z.coerce.number().int().min(1).max(256).default(availableParallelism()),
    /** Addresses or CIDR ranges whose X-Forwarded-* are believed, separated by commas. */
    GATEWAY_TRUSTED_PROXIES: z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      )
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'not an address or CIDR range'))),
    /** Where a problem document's `type` points. */
    GATEWAY_DOCS_URL: z.string().default('/docs/errors'),
    GATEWAY_HEADER_BYTES_MAX: bytes(16_384),
    GATEWAY_HEADER_TIMEOUT_MS: milliseconds(10_000),
    GATEWAY_REQUEST_TIMEOUT_MS: milliseconds(300_000),
    /**
     * A request's body must bring so many bytes a second, averaged over each window in which the client is what is
     * waited for. 0: as slowly as the other timeouts allow.
     */
    GATEWAY_BODY_BYTES_PER_SECOND_MIN: z.coerce.number().int().min(0).default(1_000),
    GATEWAY_BODY_WINDOW_MS: milliseconds(10_000),
    GATEWAY_KEEP_ALIVE_TIMEOUT_MS: milliseconds(65_000),
    GATEWAY_CONNECTIONS_MAX: bytes(20_000),
    /** Connections to one upstream, in each worker. */
    GATEWAY_UPSTREAM_CONNECTIONS_MAX: bytes(256),
    GATEWAY_QUOTA_WAIT_MS: milliseconds(1_000),
    GATEWAY_DRAIN_TIMEOUT_MS: milliseconds(30_000),
    GATEWAY_SEGMENT_BYTES: bytes(8 * 1024 * 1024),
    GATEWAY_JOURNAL_SYNC_MS: milliseconds(50),
    GATEWAY_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .refine((all) => all.GATEWAY_TOKEN || all.GATEWAY_TOKEN_FILE, {
    path: ['GATEWAY_TOKEN'],
    message: 'set GATEWAY_TOKEN, or GATEWAY_TOKEN_FILE to the path of a file that holds it',
  })

/** The gateway's settings. Plain data, so that it can be handed to worker threads; the token stays out of it. */
export type Environment = Omit<z.infer<typeof Variables>, 'GATEWAY_TOKEN'>

export interface Settings {
  environment: Environment
  /** The token to connect with; throws when its file cannot be read. */
  readToken: () => string
}

/** Reads the settings from environment variables. Throws one error that names everything that is wrong. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = Variables.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${String(issue.path[0])}: ${issue.message}`)
    throw new Error(`The gateway cannot start with these settings:\n${lines.join('\n')}`)
  }
  const { GATEWAY_TOKEN: token, ...environment } = parsed.data
  return {
    environment,
    readToken: () => token ?? readFileSync(environment.GATEWAY_TOKEN_FILE!, 'utf8').trim(),
  }
}
