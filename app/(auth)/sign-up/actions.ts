'use server'
import { runAction } from '#lib/auth/action.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { SignUp } from '#lib/user/schema.ts'
import { signUp } from '#lib/user/sign-up.ts'

export async function signUpAction(input: SignUp): Promise<ActionResult<{ slug: string | null }>> {
  return runAction(async () => ({ slug: (await signUp(input)).organization?.slug ?? null }))
}
