import type { Rows } from '../load/rows.ts'
import type { Candidate } from './candidate.ts'
import { compileCredential } from './compile-credential.ts'
import { compilePlan } from './compile-plan.ts'
import { type CompileOptions, compileRoute } from './compile-route.ts'
import { compileSubscription } from './compile-subscription.ts'

/** Compiles rows into the neutral form. Pure: the same rows give the same resources, wherever and whenever. */
export function compileRows(rows: Rows, options: CompileOptions): Candidate[] {
  return [
    ...rows.apis.map((row) => compileRoute(row, options)),
    ...rows.plans.map(compilePlan),
    ...rows.subscriptions.map(compileSubscription),
    ...rows.credentials.map(compileCredential),
  ].filter((candidate) => candidate !== null)
}
