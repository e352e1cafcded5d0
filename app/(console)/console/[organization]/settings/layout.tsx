import type { ReactNode } from 'react'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'

type Props = { params: Promise<{ organization: string }>; children: ReactNode }

export default async function SettingsLayout({ params, children }: Props) {
  const { organization, base } = await requireOrganization((await params).organization)
  const settings = `${base}/settings`
  return (
    <>
      <PageHeader title="Settings" description={organization.name} breadcrumb={[{ label: 'Settings' }]} />
      <TabLinks
        label="Settings"
        className="mb-8"
        tabs={[
          { href: settings, label: 'Members' },
          { href: `${settings}/tokens`, label: 'Access tokens' },
          { href: `${settings}/billing`, label: 'Billing' },
          { href: `${settings}/organization`, label: 'Organization' },
          { href: `${settings}/profile`, label: 'Your profile' },
        ]}
      />
      {children}
    </>
  )
}
