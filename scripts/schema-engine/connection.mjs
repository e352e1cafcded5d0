import pg from 'pg'

/** Stands in where a command needs no database at all (`generate`, `validate`). */
export const NO_DATABASE = 'postgres://invalid@127.0.0.1/invalid'

// As libpq means them: `require` encrypts without asking who answers, the verifying modes ask.
function sslOf(mode) {
  if (!mode || mode === 'disable') return {}
  return { ssl: { rejectUnauthorized: mode.startsWith('verify') } }
}

/** A database URL as the settings of one `pg` connection. */
export function connectionSettings(address) {
  const url = new URL(address)
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    max: 1,
    ...sslOf(url.searchParams.get('sslmode')),
  }
}

/** Runs `work` on a connection that is closed afterwards. */
export async function withClient(settings, work) {
  const client = new pg.Client(settings)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
