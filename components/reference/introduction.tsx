import { Download } from 'lucide-react'
import Link from 'next/link'
import { Markdown } from '#components/patterns/markdown.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { MethodBadge } from '#components/ui/method-badge.tsx'
import { ProseText } from './prose-text.tsx'
import { operationHref, originalHref, tagHref } from './reference-links.ts'
import type { NavigationGroup } from './reference-types.ts'

type Props = {
  base: string
  title: string
  facts: string[]
  description: string
  gatewayUrl: string
  children: React.ReactNode
}

/** First page of an API's reference: what it is, where it is served, how to prove who you are. */
export function Introduction({ base, title, facts, description, gatewayUrl, children }: Props) {
  return (
    <>
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-title break-words">{title}</h2>
          <p className="mt-1 text-table text-muted">{facts.join(' · ')}</p>
        </div>
        <LinkButton href={originalHref(base)} prefetch={false} download>
          <Download aria-hidden />
          Download document
        </LinkButton>
      </header>
      <dl className="mt-5 divide-y divide-line rounded-card border border-line">
        <div className="flex items-center gap-4 py-1.5 pr-1.5 pl-4">
          <dt className="label-meta w-24 shrink-0">Base address</dt>
          <dd className="flex min-w-0 flex-1 items-center gap-2">
            <code className="min-w-0 flex-1 text-table break-all">{gatewayUrl}</code>
            <CopyButton text={gatewayUrl} label="Copy base address" />
          </dd>
        </div>
        <div className="flex items-baseline gap-4 px-4 py-2.5">
          <dt className="label-meta w-24 shrink-0">Authentication</dt>
          <dd className="min-w-0 flex-1">{children}</dd>
        </div>
      </dl>
      {description && (
        <div className="mt-6">
          <Markdown>{description}</Markdown>
        </div>
      )}
    </>
  )
}

/** Tags with their operations, as far as they stand in the page. */
export function TagSections({ base, groups }: { base: string; groups: NavigationGroup[] }) {
  return groups.map((group) => (
    <section
      key={group.tag}
      className="mt-10"
      id={group.tag ? `tag-${encodeURIComponent(group.tag)}` : 'other'}
    >
      <h3 className="text-section">{group.tag || 'Other operations'}</h3>
      <ProseText className="mt-1">{group.description}</ProseText>
      {group.operations ? (
        <ul className="mt-3 divide-y divide-line rounded-card border border-line">
          {group.operations.map((operation) => (
            <li key={operation.key}>
              <Link
                href={operationHref(base, operation.key)}
                prefetch={false}
                className="grid min-h-11 grid-cols-[4rem_minmax(0,1fr)] items-center gap-x-3 px-4 py-1.5 hover:bg-subtle md:grid-cols-[4rem_minmax(0,1fr)_minmax(0,1fr)]"
              >
                <MethodBadge method={operation.method} look="plain" />
                <span className="truncate font-mono text-table" title={operation.path}>
                  {operation.path}
                </span>
                <span className="truncate text-table text-muted max-md:col-start-2">{operation.summary}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-1 text-table">
          <Link href={tagHref(base, group.tag)} prefetch={false} className="text-accent-text hover:underline">
            {group.count} {group.count === 1 ? 'operation' : 'operations'}
          </Link>
        </p>
      )}
    </section>
  ))
}
