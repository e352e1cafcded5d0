import { AccessTokenTable } from '#components/access-token/access-token-table.tsx'
import { CreateAccessToken } from '#components/access-token/create-access-token.tsx'
import { Section } from '#components/patterns/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { listAccessTokens } from '#lib/access-token/queries.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { readEnv } from '#lib/core/env.ts'
import { createAccessTokenAction, revokeAccessTokenAction } from '../actions.ts'

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<{ cursor?: string }> }

export const metadata = { title: 'Access tokens' }

/** The reader's own tokens for the management API. */
export default async function TokensPage({ params, searchParams }: Props) {
  const { actor, organization, base } = await requireOrganization((await params).organization)
  const { data, nextCursor } = await listAccessTokens(actor, {
    cursor: (await searchParams).cursor,
    limit: 50,
  })
  return (
    <Section
      title="Your access tokens"
      description={
        <>
          With a token the <TextLink href={`${base}/api-reference`}>management API</TextLink> acts as you,
          with your role at the time of each call.
        </>
      }
      actions={
        <CreateAccessToken
          organizationId={organization.organizationId}
          apiUrl={`${readEnv().PUBLIC_URL}/api/v1`}
          create={createAccessTokenAction}
        />
      }
    >
      <AccessTokenTable tokens={data} nextCursor={nextCursor} revoke={revokeAccessTokenAction} />
    </Section>
  )
}
