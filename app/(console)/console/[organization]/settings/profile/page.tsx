import { Section } from '#components/patterns/section.tsx'
import { PasswordForm } from '#components/user/password-form.tsx'
import { ProfileForm } from '#components/user/profile-form.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { getProfile } from '#lib/user/queries.ts'
import { changePasswordAction, updateProfileAction } from '../actions.ts'

type Props = { params: Promise<{ organization: string }> }

export const metadata = { title: 'Your profile' }

export default async function ProfilePage({ params }: Props) {
  const { actor } = await requireOrganization((await params).organization)
  const profile = await getProfile(actor)
  return (
    <>
      <Section title="Your profile" description={profile.email}>
        <ProfileForm name={profile.name} update={updateProfileAction} />
      </Section>
      <Section title="Password" description="A new password ends all your sessions: you sign in again.">
        <PasswordForm hasPassword={profile.hasPassword} change={changePasswordAction} />
      </Section>
    </>
  )
}
