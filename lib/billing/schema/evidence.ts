import { z } from 'zod'

const id = z.string().min(1).max(64)
const time = z.iso.datetime({
  offset: true,
  error: 'Give date and time with zone, e.g. 2026-11-21T00:00:00Z',
})

export const EVIDENCE_GROUPS = ['day', 'hour', 'gateway', 'operation'] as const
export type EvidenceGroup = (typeof EVIDENCE_GROUPS)[number]

/** Requests that a sample shows at most. */
export const EVIDENCE_SAMPLE_MAX = 20

/** Which usage is to be shown: units of a charge under a plan, in the subscription's own time, in whole hours. */
export const EvidenceQuery = z.object({
  subscriptionId: id,
  planId: id,
  chargeKey: id,
  /** Rounded down to its hour. */
  from: time,
  /** Its hour counts when it has begun. */
  to: time,
  gatewayId: id.optional(),
  /** Empty: requests that matched no operation. */
  operationKey: z.string().max(200).optional(),
  groupBy: z.enum(EVIDENCE_GROUPS).default('day'),
})
export type EvidenceQuery = z.input<typeof EvidenceQuery>

export type EvidenceSums = {
  /** Units. */
  quantity: number
  /** Requests that they were counted from. */
  requests: number
  /** Of them: the upstream's report was missing or no sound number, and counted 0. */
  anomalies: number
}

/** One part of a sum: a day (`2026-11-21`), an hour (ISO 8601), a gateway or an operation. */
export type EvidencePart = EvidenceSums & { key: string; label: string }

/** A sum of metered units and the parts that make it up. */
export type Evidence = EvidenceSums & {
  from: string
  to: string
  groupBy: EvidenceGroup
  parts: EvidencePart[]
}

/** One request that was counted. */
export type EvidenceRequest = {
  /** Its decision's id. */
  id: string
  /** Real time, and the subscription's own. */
  at: Date
  ownAt: Date
  method: string
  path: string
  status: number
  gateway: { id: string; name: string }
  operationKey: string | null
  /** Units of the charge. */
  units: number
}
