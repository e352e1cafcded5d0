'use client'
import { signIn } from 'next-auth/react'
import type { ActionError, ActionResult } from '#lib/core/action-result.ts'

type Credentials = { email: string; password: string }

/** Begins a session by e-mail and password. What the server refuses comes back as an error for the form. */
export async function enter(credentials: Credentials): Promise<ActionResult> {
  const answer = await signIn('password', { ...credentials, redirect: false })
  return answer?.ok && !answer.error
    ? { ok: true, data: undefined }
    : { ok: false, error: readError(answer?.error) }
}

// The provider sends an `ActionError` as JSON; anything else is next-auth's own word for a failure.
function readError(text: string | null | undefined): ActionError {
  try {
    const error: unknown = JSON.parse(text ?? '')
    if (error !== null && typeof error === 'object' && 'message' in error && 'code' in error)
      return error as ActionError
  } catch {
    // falls through: not ours
  }
  return { code: 'internal', message: 'The sign-in did not work. Reload the page and try again.' }
}

/** Goes on by a full load, so that nothing of the page before, seen as nobody, is kept. Never settles. */
export function leaveTo(path: string): Promise<never> {
  window.location.assign(path)
  return new Promise(() => {})
}
