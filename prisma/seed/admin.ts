import { randomBytes } from 'node:crypto'
import { ensureAdmin } from '#lib/access-token/ensure-admin.ts'
import type { Actor } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import type { Env } from '#lib/core/env.ts'
import { loadActor, verifyPassword } from '#lib/user/queries.ts'
import { readDemoFile, writeDemoFile } from './demo-file.ts'

const DEFAULT_ADMIN_EMAIL = 'admin@gatehouse.example'
const WHO = 'Administrator'
/** Everybody's in the demo, and no secret: the start shows it. */
export const DEMO_PASSWORD = 'open-the-gatehouse'

/** The administrator's first password when the configuration names none: the demo's, or a random one. */
const choosePassword = (env: Env): string =>
  env.DEMO ? DEMO_PASSWORD : randomBytes(15).toString('base64url')

async function isPasswordOf(userId: string, password: string): Promise<boolean> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordDigest: true } })
  return verifyPassword(password, user.passwordDigest)
}

/**
 * Makes the administrator whom the configuration names. A password that the configuration does not say is left in the
 * demo file to be shown: written before it is used, so that a start which was killed in between locks nobody out, and
 * taken away when it is not the right one.
 */
export async function seedAdmin(env: Env): Promise<Actor> {
  const email = (env.ADMIN_EMAIL ?? DEFAULT_ADMIN_EMAIL).toLowerCase()
  const file = readDemoFile(env.DATA_DIR)
  const others = file.signIns.filter((one) => one.email !== email)
  const known = file.signIns.find((one) => one.email === email)?.password ?? choosePassword(env)
  const { ADMIN_PASSWORD: password, ADMIN_TOKEN: token } = env
  const shown = { ...file, signIns: [{ who: WHO, email, password: known }, ...others] }
  if (password === undefined) writeDemoFile(env.DATA_DIR, shown)
  const { userId } = await ensureAdmin({
    email,
    name: WHO,
    password,
    firstPassword: password ?? known,
    token,
    organizationName: env.DEMO ? 'Banking' : 'My organization',
  })
  const isShown = password === undefined && (await isPasswordOf(userId, known))
  if (!isShown) writeDemoFile(env.DATA_DIR, { ...file, signIns: others })
  return (await loadActor(userId))!
}
