import { redirect } from 'next/navigation'
import { AuthPanel, Or } from '#components/auth/auth-panel.tsx'
import { OidcButton } from '#components/auth/oidc-button.tsx'
import { SignInForm } from '#components/auth/sign-in-form.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { hasOidc } from '#lib/auth/oidc.ts'
import { safeReturnTo } from '#lib/auth/return-to.ts'
import { currentActor } from '#lib/auth/session.ts'
import { readEnv } from '#lib/core/env.ts'

export const metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams
  // next-auth sends people here with `callbackUrl` and its own error codes; `refused` is ours.
  const returnTo = safeReturnTo(query.returnTo ?? query.callbackUrl)
  if ((await currentActor()).kind !== 'anonymous') redirect(returnTo)
  const refusal =
    typeof query.refused === 'string' ? query.refused : query.error && 'The sign-in did not work. Try again.'
  return (
    <AuthPanel
      title="Sign in"
      foot={
        <>
          New here? <TextLink href={`/sign-up?${new URLSearchParams({ returnTo })}`}>Sign up</TextLink>
        </>
      }
    >
      {refusal && (
        <Callout tone="danger" isAlert>
          {refusal.slice(0, 300)}
        </Callout>
      )}
      {hasOidc(readEnv()) && (
        <>
          <OidcButton returnTo={returnTo} />
          <Or />
        </>
      )}
      <SignInForm returnTo={returnTo} />
    </AuthPanel>
  )
}
