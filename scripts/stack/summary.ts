import type { Env } from '#lib/core/env.ts'
import { localAddresses } from './child-env.ts'
import { moveCurl, readCurl } from './curl-line.ts'
import { type DemoFile, readDemo } from './demo-data.ts'
import { statusOf, waitUntil } from './ready.ts'
import type { Stack } from './stack.ts'

const CALL_MS = 30_000
// Not faster: the call has a rate limit.
const CALL_POLL_MS = 1_500

const table = (rows: [string, string][]) => {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n')
}

/** Addresses of a stack, for people. */
export function addressTable({ settings }: Stack): string {
  const { env } = settings
  const local = localAddresses(settings)
  return table([
    ['Portal', env.PUBLIC_URL],
    ['Console', `${env.PUBLIC_URL}/console`],
    ['Management API', `${env.PUBLIC_URL}/api/v1`],
    ['Gateway', env.GATEWAY_PUBLIC_URL],
    ['Metrics', `${local.gatewayAdmin}/metrics`],
    ...(env.DEMO ? ([['Sample upstream', local.upstream]] as [string, string][]) : []),
    ...(local.stripe ? ([["The demo's Stripe", local.stripe]] as [string, string][]) : []),
  ])
}

/** The people that the seed left, and the administrator whose password only the operator knows. */
function signIns(demo: DemoFile | null, { ADMIN_EMAIL: adminEmail, ADMIN_PASSWORD: isOwn }: Env): string {
  const rows = (demo?.signIns ?? []).map((one): [string, string] => [
    one.who,
    `${one.email}  ${one.password}`,
  ])
  if (adminEmail && isOwn) rows.push(['Administrator', `${adminEmail}  (ADMIN_PASSWORD)`])
  return rows.length > 0 ? `\nSign in with\n${table(rows)}\n` : ''
}

/** The demo's call at the gateway's address of today, after it was really answered with 200; otherwise why not. */
async function triedCall(stack: Stack, line: string): Promise<string> {
  const call = readCurl(line)
  if (!call) return `\nThe demo's call cannot be read: ${line}\n`
  const url = new URL(call.url.pathname + call.url.search, localAddresses(stack.settings).gateway).href
  let status: number | null = null
  const isAnswered = async () => {
    status = await statusOf(url, call.headers)
    return status === 200
  }
  if (await waitUntil(isAnswered, CALL_MS, stack.signal, CALL_POLL_MS)) {
    return `\nTry it:\n  ${moveCurl(line, stack.settings.env.GATEWAY_PUBLIC_URL)}\n`
  }
  return `\nThe demo's call is not answered with 200 but with ${status ?? 'nothing'}: see ${stack.settings.paths.logs}\n`
}

/** Who can sign in, and the demo's call once it was tried: for when everything runs. */
export async function firstSteps(stack: Stack): Promise<string> {
  const demo = readDemo(stack.settings)
  const { env } = stack.settings
  const call = env.DEMO && demo?.curl ? await triedCall(stack, demo.curl) : ''
  return signIns(demo, env) + call
}
