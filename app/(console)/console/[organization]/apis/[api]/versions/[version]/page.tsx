import { ProblemList } from '#components/api/problem-list.tsx'
import { SetCurrentVersion } from '#components/api/set-current-version.tsx'
import { VersionDifferencesView } from '#components/api/version-differences.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { getApi, getApiVersion } from '#lib/api/queries.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'
import { setCurrentVersionAction } from '../../../actions.ts'

type Props = { params: Promise<{ organization: string; api: string; version: string }> }

export const metadata = { title: 'Version' }

/** One imported document: what it changed, its warnings, the original. */
export default async function VersionPage({ params }: Props) {
  const { organization: slug, api: apiId, version: id } = await params
  const { actor, organization, base } = await requireOrganization(slug)
  const [api, version] = await Promise.all([
    orNotFound(getApi(actor, apiId)),
    orNotFound(getApiVersion(actor, id)),
  ])
  const isCurrent = api.currentVersionId === id
  return (
    <>
      <Section
        title={`Import ${version.number}, version ${version.documentVersion}`}
        actions={
          <>
            {isCurrent && <Badge tone="success">Current</Badge>}
            <LinkButton href={`${base}/apis/${apiId}/versions/${id}/original`} prefetch={false}>
              Download original
            </LinkButton>
            {!isCurrent && can(actor, 'api:update', organization.organizationId) && (
              <SetCurrentVersion
                number={version.number}
                set={setCurrentVersionAction.bind(null, apiId, id)}
              />
            )}
          </>
        }
      >
        <VersionDifferencesView differences={version.differences} />
      </Section>
      {version.problems.length > 0 && (
        <Section title="Warnings">
          <ProblemList problems={version.problems} />
        </Section>
      )}
    </>
  )
}
