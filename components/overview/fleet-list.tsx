import Link from 'next/link'
import type { ReactNode } from 'react'
import { GatewayState } from '#components/gateway/gateway-state.tsx'
import { Section } from '#components/patterns/section.tsx'
import { Time } from '#components/ui/time.tsx'
import type { GatewayListItem } from '#lib/gateway/schema.ts'
import { fleetSentence } from './fleet-sentence.ts'

type Props = {
  gateways: GatewayListItem[]
  /** Null for a person who may not open gateways. */
  hrefOf: ((id: string) => string) | null
}

const LISTED = 5

/** What enforces: each gateway with what it runs, and the whole in one sentence. */
export function FleetList({ gateways, hrefOf }: Props) {
  return (
    <Section title="Gateways" description={fleetSentence(gateways)}>
      {gateways.length > 0 && (
        <ul className="divide-y divide-line rounded-card border border-line">
          {gateways.slice(0, LISTED).map((gateway) => (
            <li key={gateway.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
              <span className="min-w-0 flex-1">
                <Name href={hrefOf?.(gateway.id)}>{gateway.name}</Name>
                <span className="block truncate text-meta tabular-nums text-muted">
                  Revision {gateway.appliedRevision} · seen <Time at={gateway.lastSeenAt} fallback="never" />
                </span>
              </span>
              <GatewayState gateway={gateway} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Name({ href, children }: { href: string | undefined; children: ReactNode }) {
  const look = 'block truncate text-table font-medium'
  if (!href) return <span className={look}>{children}</span>
  return (
    <Link href={href} className={`${look} hover:underline`}>
      {children}
    </Link>
  )
}
