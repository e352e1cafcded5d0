import type { ReactNode } from 'react'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { TabLinks } from '#components/ui/tab-links.tsx'
import { requireOrganization } from '#lib/auth/require-organization.ts'

type Props = { params: Promise<{ organization: string }>; children: ReactNode }

export default async function PaymentsLayout({ params, children }: Props) {
  const { base } = await requireOrganization((await params).organization)
  return (
    <>
      <PageHeader
        title="Payments"
        description="Money that came in from your customers, and how Stripe’s books compare with yours."
        breadcrumb={[{ label: 'Payments' }]}
      />
      <TabLinks
        label="Payments"
        className="mb-6"
        tabs={[
          { href: `${base}/payments`, label: 'Payments' },
          { href: `${base}/payments/stripe`, label: 'Stripe' },
        ]}
      />
      {children}
    </>
  )
}
