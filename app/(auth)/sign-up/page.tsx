import { redirect } from 'next/navigation'
import { AuthPanel } from '#components/auth/auth-panel.tsx'
import { SignUpForm } from '#components/auth/sign-up-form.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { safeReturnTo } from '#lib/auth/return-to.ts'
import { currentActor } from '#lib/auth/session.ts'
import { signUpAction } from './actions.ts'

export const metadata = { title: 'Sign up' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignUpPage({ searchParams }: Props) {
  const returnTo = safeReturnTo((await searchParams).returnTo)
  if ((await currentActor()).kind !== 'anonymous') redirect(returnTo)
  return (
    <AuthPanel
      title="Sign up"
      description="One account for the portal and the console."
      foot={
        <>
          Have an account? <TextLink href={`/sign-in?${new URLSearchParams({ returnTo })}`}>Sign in</TextLink>
        </>
      }
    >
      <SignUpForm returnTo={returnTo} signUp={signUpAction} />
    </AuthPanel>
  )
}
