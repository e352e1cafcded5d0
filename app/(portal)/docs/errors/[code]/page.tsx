import { notFound } from 'next/navigation'
import { Markdown } from '#components/patterns/markdown.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { findErrorPage } from '#lib/error-page/queries.ts'

// The document opens with its title, which is this page's heading.
const TITLE_LINE = /^# .*\n/

/** Where a developer mends it. */
const PLACES: Record<string, { href: string; label: string }> = {
  credit_exhausted: { href: '/applications', label: 'Buy credits at my applications' },
  spend_cap_reached: { href: '/applications', label: 'Change the cap at my applications' },
  payment_overdue: { href: '/invoices', label: 'My invoices' },
}

type Props = { params: Promise<{ code: string }> }

export async function generateMetadata({ params }: Props) {
  const page = await findErrorPage((await params).code)
  return { title: page?.title ?? 'Not found' }
}

/** One error code: where `type` of a problem document leads. */
export default async function ErrorCodePage({ params }: Props) {
  const page = await findErrorPage((await params).code)
  if (!page) notFound()
  const place = PLACES[page.code]
  return (
    <article className="mx-auto max-w-160 px-4 py-10">
      <Breadcrumb
        className="mb-4"
        items={[{ label: 'Error codes', href: '/docs/errors' }, { label: page.code }]}
      />
      <h1 className="text-title text-pretty">{page.title}</h1>
      <p className="mt-1 mb-5 text-meta text-muted">
        {page.source === 'gateway' ? 'Answered by a gateway' : 'Answered by the platform'} · HTTP{' '}
        {page.status}
      </p>
      <Markdown>{page.body.replace(TITLE_LINE, '')}</Markdown>
      {place && (
        <p className="mt-5">
          <LinkButton href={place.href}>{place.label}</LinkButton>
        </p>
      )}
    </article>
  )
}
