'use server'
import { headers } from 'next/headers'
import { runAction } from '#lib/auth/action.ts'
import { networkAddress } from '#lib/auth/network-address.ts'
import type { ActionResult } from '#lib/core/action-result.ts'
import type { SignUp } from '#lib/user/schema.ts'
import { signUp } from '#lib/user/sign-up.ts'

export async function signUpAction(input: SignUp): Promise<ActionResult<{ slug: string | null }>> {
  const address = networkAddress(Object.fromEntries(await headers()))
  return runAction(async () => ({ slug: (await signUp(input, address)).organization?.slug ?? null }))
}
