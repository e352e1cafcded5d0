// Fills an installation at its first start: the administrator always, the demo unless DEMO=0. Every step finds or makes,
// so a run that was broken off is finished by the next one, and a further run changes nothing.
import { db } from '#lib/core/db.ts'
import { readEnv } from '#lib/core/env.ts'
import { seedAdmin } from './seed/admin.ts'
import { seedDemo } from './seed/demo.ts'

const env = readEnv()
const administrator = await seedAdmin(env)
if (env.DEMO) await seedDemo(env, administrator)
await db.$disconnect()
