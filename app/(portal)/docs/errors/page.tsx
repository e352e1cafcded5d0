import Link from 'next/link'
import { PageHeader } from '#components/patterns/page-header.tsx'
import { Section } from '#components/patterns/section.tsx'
import { PortalContainer } from '#components/shell/portal-container.tsx'
import { HttpStatus } from '#components/ui/http-status.tsx'
import { type ErrorPage, listErrorPages } from '#lib/error-page/queries.ts'

export const metadata = { title: 'Error codes' }

/** All error codes, those of gateways first: they are what a developer meets. */
export default function ErrorCodesPage() {
  const pages = listErrorPages().toSorted((a, b) => a.status - b.status)
  const of = (source: ErrorPage['source']) => pages.filter((page) => page.source === source)
  return (
    <PortalContainer>
      <PageHeader
        title="Error codes"
        description="Every refusal is a problem document with one of these codes: what it means, and what to check."
      />
      <div className="grid gap-x-10 gap-y-10 lg:grid-cols-2">
        <Section title="When you call an API" description="Answered by a gateway." className="mt-0">
          <Codes pages={of('gateway')} />
        </Section>
        <Section
          title="In the portal and the management API"
          description="Answered by the platform."
          className="mt-0"
        >
          <Codes pages={of('platform')} />
        </Section>
      </div>
    </PortalContainer>
  )
}

function Codes({ pages }: { pages: ErrorPage[] }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-card border border-line">
      {pages.map(({ code, status, title }) => (
        <li key={code}>
          <Link
            href={`/docs/errors/${code}`}
            className="flex min-h-9 items-center gap-3 px-4 py-1.5 text-table transition-colors duration-100 hover:bg-subtle focus-visible:-outline-offset-2"
          >
            <HttpStatus status={status} className="w-8 shrink-0" />
            <span className="min-w-0 flex-1">{title}</span>
            <code className="shrink-0 text-meta text-muted max-sm:hidden">{code}</code>
          </Link>
        </li>
      ))}
    </ul>
  )
}
