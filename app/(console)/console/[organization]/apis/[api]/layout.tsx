import type { ReactNode } from 'react'
import { ObjectCommands } from '#components/patterns/object-commands.tsx'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { getApi } from '#lib/api/queries.ts'
import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireOrganization } from '#lib/auth/require-organization.ts'
import { can } from '#lib/core/authorize.ts'

type Props = { params: Promise<{ organization: string; api: string }>; children: ReactNode }

export default async function ApiLayout({ params, children }: Props) {
  const { organization: slug, api: id } = await params
  const { actor, organization, base } = await requireOrganization(slug)
  const api = await orNotFound(getApi(actor, id))
  const own = `${base}/apis/${id}`
  return (
    <>
      <ObjectCommands
        name={api.name}
        id={id}
        links={[
          { label: 'Operations', href: own },
          { label: 'Versions', href: `${own}/versions` },
          { label: 'Settings', href: `${own}/settings` },
          { label: 'Import new version', href: `${own}/reimport` },
          { label: 'Usage', href: `${base}/usage?apiId=${id}` },
          { label: 'Changes', href: `${base}/changes?object=${id}` },
        ]}
      />
      <PageHeader
        title={api.name}
        description={
          <span className="flex items-center gap-1 text-table">
            <code className="truncate font-mono">{api.gatewayUrl}</code>
            <CopyButton text={api.gatewayUrl} label="Copy gateway address" />
          </span>
        }
        breadcrumb={[{ label: 'APIs', href: `${base}/apis` }, { label: api.name }]}
        actions={
          can(actor, 'api:update', organization.organizationId) && (
            <LinkButton href={`${own}/reimport`}>Import new version</LinkButton>
          )
        }
      />
      <TabLinks
        label={api.name}
        className="mb-8"
        tabs={[
          { href: own, label: 'Operations' },
          { href: `${own}/versions`, label: 'Versions', isPrefix: true },
          { href: `${own}/settings`, label: 'Settings' },
        ]}
      />
      {children}
    </>
  )
}
