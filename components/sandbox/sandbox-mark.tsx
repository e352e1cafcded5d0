import { FlaskConical } from 'lucide-react'
import Link from 'next/link'
import type { SandboxListItem } from '#lib/sandbox/schema.ts'
import { TestClock } from './test-clock.tsx'

export type MarkedSandbox = Pick<SandboxListItem, 'slug' | 'name' | 'clockOffsetMs'>

/** In the header of every page: that there is a sandbox, what its clock reads, and the way to turn it. */
export function SandboxMark({ sandboxes }: { sandboxes: MarkedSandbox[] }) {
  const [first, ...others] = sandboxes
  if (!first) return null
  const isOne = others.length === 0
  return (
    <Link
      href={isOne ? `/sandbox/${first.slug}` : '/sandbox'}
      title={isOne ? `${first.name}: its own clock, no real money` : undefined}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full border border-warning-line bg-warning-surface px-2.5 text-meta font-medium text-warning-text transition-colors duration-100 hover:border-current"
    >
      <FlaskConical className="size-3.5 shrink-0" aria-hidden />
      {isOne ? (
        <>
          <span className="max-sm:sr-only">Sandbox</span>
          <span className="tabular-nums max-md:sr-only">
            <span className="sr-only">, its clock reads </span>
            <span aria-hidden>· </span>
            <TestClock offsetMs={first.clockOffsetMs} look="minute" />
          </span>
        </>
      ) : (
        <>
          {sandboxes.length} <span className="max-sm:sr-only">sandboxes</span>
        </>
      )}
    </Link>
  )
}
