import { redirect } from 'next/navigation'
import { AuthPanel } from '#components/auth/auth-panel.tsx'
import { SignOutButton } from '#components/auth/sign-out-button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { currentActor } from '#lib/auth/session.ts'

export const metadata = { title: 'Sign out' }

export default async function SignOutPage() {
  const actor = await currentActor()
  if (actor.kind === 'anonymous') redirect('/')
  return (
    <AuthPanel title="Sign out" description={`You are signed in as ${actor.name}.`}>
      <SignOutButton />
      <LinkButton href="/" size="large">
        Stay signed in
      </LinkButton>
    </AuthPanel>
  )
}
