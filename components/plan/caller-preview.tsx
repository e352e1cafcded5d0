'use client'
import { useState } from 'react'
import { Select } from '#components/ui/select.tsx'
import { formatRateLimit, type RateLimit } from '#lib/plan/schema.ts'
import { CallStrip } from './call-strip.tsx'
import { firstRefusal, retryAfterOf, simulateCaller } from './simulate-caller.ts'
import { span } from './span.ts'

const PACES = [
  { value: '1', label: 'as much as the limit' },
  { value: '1.5', label: '1.5 times the limit' },
  { value: '3', label: '3 times the limit' },
  { value: '10', label: '10 times the limit' },
]

/** A caller played through the rate limit, drawn over two windows. */
export function CallerPreview({ rateLimit }: { rateLimit: RateLimit }) {
  const [factor, setFactor] = useState('3')
  const pace = Math.ceil(rateLimit.requests * Number(factor))
  const untilMs = rateLimit.windowSeconds * 2000
  const calls = simulateCaller(rateLimit, pace, untilMs)
  const first = calls && firstRefusal(calls)
  const outcome = first
    ? `Passes ${count(first.passed)}, then 429 for ${span(retryAfterOf(first.call))}.`
    : 'Nothing is refused.'
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-table text-muted">
        A caller that sends
        <Select
          aria-label="How much the caller sends"
          className="w-auto"
          value={factor}
          onValueChange={setFactor}
          options={PACES}
        />
      </div>
      {calls && calls.length > 0 && (
        <>
          <p aria-live="polite" className="text-pretty">
            <span className="font-medium">{outcome}</span>{' '}
            <span className="text-table text-muted">
              At {formatRateLimit({ requests: pace, windowSeconds: rateLimit.windowSeconds })}.
            </span>
          </p>
          <CallStrip calls={calls} untilMs={untilMs} label={`Two windows, drawn: ${outcome}`} />
        </>
      )}
      <p className="text-pretty text-table text-muted">{allAtOnce(rateLimit)}</p>
    </div>
  )
}

const count = (requests: number): string =>
  `${requests.toLocaleString('en')} ${requests === 1 ? 'request' : 'requests'}`

function allAtOnce({ requests, windowSeconds, burst }: RateLimit): string {
  if (!burst)
    return `All at once: ${count(requests)} pass, then none for ${span(windowSeconds)}. A burst spreads them out.`
  const every = windowSeconds / requests
  return `All at once: ${count(burst)} pass, then one every ${span(every)}, never more than ${requests.toLocaleString('en')} in ${span(windowSeconds)}.`
}
