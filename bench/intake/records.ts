import { randomBytes } from 'node:crypto'
import { encodeUsage, type UsageRecord } from '#gateway-sync/contract/index.ts'
import type { BenchOffer } from '../house/offer.ts'

/** As many as a gateway puts into a message: about a megabyte of lines. */
export const RECORDS_A_BATCH = 2_700

const random = (below: number): number => Math.floor(Math.random() * below)

/** A record as a gateway writes it for a metered request that the upstream answered, at any moment of the last hour. */
function record(offer: BenchOffer): UsageRecord {
  return {
    id: `dec_${randomBytes(11).toString('hex')}`,
    at: Date.now() - random(3_600_000),
    ms: 1 + random(2_000) / 10,
    up: 1 + random(1_000) / 10,
    method: 'GET',
    path: '/things/4711',
    status: 200,
    in: 0,
    out: 400 + random(4_000),
    rev: 3,
    route: offer.apiId,
    op: random(2) === 0 ? 'listThings' : 'getThing',
    cred: 'cred_bench',
    app: offer.applicationId,
    sub: offer.subscriptionId,
    plan: offer.planId,
    units: { requests: 1, tokens: random(1_000) },
  }
}

/** The messages by which one worker's journal of `batches` batches reaches sync, ready to be sent. */
export function usageMessages(offer: BenchOffer, boot: string, batches: number): Buffer[] {
  let from = 0
  return Array.from({ length: batches }, () => {
    const records = Array.from({ length: RECORDS_A_BATCH }, () => JSON.stringify(record(offer)))
    const lines = `${records.join('\n')}\n`
    const to = from + Buffer.byteLength(lines)
    const range = { boot, worker: 0, segment: 0, from, to, records: RECORDS_A_BATCH }
    from = to
    return encodeUsage(range, Buffer.from(lines))
  })
}
