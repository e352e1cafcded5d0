import type { ReactNode } from 'react'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { HttpStatus } from '#components/ui/http-status.tsx'
import type { PlanOffer } from '#lib/plan/schema.ts'
import { shortened } from './shortened.ts'

export type ExampleAnswer = { curl: string; json: string; summary: string }

const inFrame = 'rounded-none border-0'

// As the gateway writes them after a first request within this plan.
function limitHeaders({ rateLimit }: PlanOffer): string[] {
  if (!rateLimit) return []
  const { requests, windowSeconds, burst } = rateLimit
  const policy = [`"rate";q=${requests};w=${windowSeconds}`, ...(burst ? [`"burst";q=${burst}`] : [])]
  return [`ratelimit-policy: ${policy.join(', ')}`, `ratelimit: "rate";r=${requests - 1};t=1`]
}

/** A request as it is pasted into a terminal, and what comes back: the document's own example under the plan's limits. */
export function ExampleCall({ answer, plan }: { answer: ExampleAnswer; plan: PlanOffer | null }) {
  const headers = ['content-type: application/json', ...(plan ? limitHeaders(plan) : [])]
  return (
    <figure
      aria-label={`Example: ${answer.summary}`}
      className="relative min-w-0 overflow-hidden rounded-dialog border border-line-strong bg-subtle"
    >
      <Bar>
        <span className="truncate">{answer.summary}</span>
      </Bar>
      <CodeBlock code={answer.curl} language="bash" className={inFrame} />
      <Bar className="border-t">
        <span>
          <HttpStatus status={200} /> OK
        </span>
        <span>Example answer</span>
      </Bar>
      <div className="border-b border-line px-3.5 py-2 font-mono text-meta text-muted">
        {headers.map((header) => (
          <p key={header} className="truncate" title={header}>
            {header}
          </p>
        ))}
      </div>
      <CodeBlock code={shortened(answer.json)} language="json" className={inFrame} heightClass="max-h-80" />
    </figure>
  )
}

function Bar({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <div
      className={`flex h-9 items-center justify-between gap-3 border-b border-line bg-ground px-3.5 text-meta text-muted ${className}`}
    >
      {children}
    </div>
  )
}
