import Link from 'next/link'
import { listErrorPages } from '#lib/error-page/queries.ts'

export const metadata = { title: 'Error codes' }

/** All error codes, those of gateways first: they are what a developer meets. */
export default function ErrorCodesPage() {
  const pages = listErrorPages().sort((a, b) => a.source.localeCompare(b.source))
  return (
    <div className="mx-auto max-w-160 px-4 py-10">
      <h1 className="text-title">Error codes</h1>
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {pages.map((page) => (
          <li key={page.code}>
            <Link href={`/docs/errors/${page.code}`} className="flex items-baseline gap-4 py-3 text-body">
              <code className="w-10 shrink-0 text-meta text-muted">{page.status}</code>
              <span className="min-w-0 flex-1">{page.title}</span>
              <code className="hidden text-meta text-muted sm:block">{page.code}</code>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
