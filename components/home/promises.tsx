import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { formatRateLimit, type PlanOffer } from '#lib/plan/schema.ts'
import { LimitDrawing } from './limit-drawing.tsx'
import { ProofDrawing } from './proof-drawing.tsx'
import { RefusalDrawing } from './refusal-drawing.tsx'

type Props = { example: { plan: PlanOffer; product: string } | null }

/** What a developer can rely on here, each drawn. The last two use the terms of a plan that is really offered. */
export function Promises({ example }: Props) {
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <PromiseCard
        className="lg:col-span-2"
        title="A change is proven, not announced"
        text="Revoke a key, and every gateway tries it on itself and reports what it answered. The console shows how many milliseconds that took at each, or which one is waited for and since when."
      >
        <ProofDrawing />
      </PromiseCard>
      {example && (
        <>
          <PromiseCard
            title="A refusal explains itself"
            text="Each carries the id of its decision: which plan, which rule, the counter, and when it passes again."
          >
            <RefusalDrawing {...example} />
            <p className="mt-3 text-table">
              <TextLink href="/docs/errors">What to check, for every code</TextLink>
            </p>
          </PromiseCard>
          <PromiseCard
            title="A limit is exact"
            text="Counted once, over all threads of a gateway. What is left stands in every answer’s headers."
          >
            <LimitDrawing limit={formatRateLimit(example.plan.rateLimit)} />
          </PromiseCard>
        </>
      )}
    </div>
  )
}

function PromiseCard(props: { title: string; text: string; className?: string; children: ReactNode }) {
  return (
    <Card className={`flex flex-col p-5 lg:p-6 ${props.className ?? ''}`}>
      <h3 className="text-section">{props.title}</h3>
      <p className="mt-1 mb-6 max-w-2xl text-pretty text-muted">{props.text}</p>
      <div className="mt-auto">{props.children}</div>
    </Card>
  )
}
