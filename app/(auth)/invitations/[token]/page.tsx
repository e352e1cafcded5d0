import { AcceptInvitation } from '#components/auth/accept-invitation.tsx'
import { AuthPanel } from '#components/auth/auth-panel.tsx'
import { SignOutButton } from '#components/auth/sign-out-button.tsx'
import { SignUpForm } from '#components/auth/sign-up-form.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { currentActor } from '#lib/auth/session.ts'
import { findInvitationOffer } from '#lib/member/queries.ts'
import type { InvitationOffer } from '#lib/member/schema.ts'
import { getProfile } from '#lib/user/queries.ts'
import { signUpAction } from '../../sign-up/actions.ts'
import { acceptInvitationAction } from './actions.ts'

// The address is a secret: it must not travel on in a Referer.
export const metadata = { title: 'Invitation', referrer: 'no-referrer' as const }

type Props = { params: Promise<{ token: string }> }

export default async function InvitationPage({ params }: Props) {
  const { token } = await params
  const [offer, actor] = await Promise.all([findInvitationOffer(token), currentActor()])
  if (!offer) return <Closed />
  if (actor.kind === 'anonymous') return <ForVisitor offer={offer} token={token} />
  const { email } = await getProfile(actor)
  if (email !== offer.email) return <ForAnother offer={offer} email={email} token={token} />
  return (
    <AuthPanel title={`Join ${offer.organization.name}`} description={<Terms offer={offer} />}>
      <AcceptInvitation
        label={`Join ${offer.organization.name}`}
        accept={acceptInvitationAction.bind(null, token)}
      />
    </AuthPanel>
  )
}

function Terms({ offer }: { offer: InvitationOffer }) {
  return (
    <>
      The invitation makes you {article(offer.role)} {offer.role} and is for{' '}
      <span className="break-all text-text">{offer.email}</span>.
    </>
  )
}

const article = (role: string) => (/^[aeo]/.test(role) ? 'an' : 'a')

function ForVisitor({ offer, token }: { offer: InvitationOffer; token: string }) {
  const here = `/invitations/${encodeURIComponent(token)}`
  return (
    <AuthPanel
      title={`Join ${offer.organization.name}`}
      description={<Terms offer={offer} />}
      foot={
        <>
          Have an account?{' '}
          <TextLink href={`/sign-in?${new URLSearchParams({ returnTo: here })}`}>Sign in</TextLink>
        </>
      }
    >
      <SignUpForm returnTo={here} invitation={{ token, email: offer.email }} signUp={signUpAction} />
    </AuthPanel>
  )
}

function ForAnother({ offer, email, token }: { offer: InvitationOffer; email: string; token: string }) {
  return (
    <AuthPanel
      title={`Join ${offer.organization.name}`}
      description={`This invitation is for ${offer.email}; you are signed in as ${email}.`}
    >
      <SignOutButton
        label="Sign out and use the other account"
        returnTo={`/invitations/${encodeURIComponent(token)}`}
      />
    </AuthPanel>
  )
}

function Closed() {
  return (
    <AuthPanel
      title="This invitation is not open any more"
      description="It was used or revoked, or it has expired. Ask for a new one."
    >
      <LinkButton href="/" size="large">
        Portal home
      </LinkButton>
    </AuthPanel>
  )
}
