/**
 * The connection between a gateway and sync: WebSocket, one JSON object a text frame, opened by the gateway at
 * `ws(s)://<sync>/connect` with `Authorization: Bearer <gateway token>`. Only `usage` has a frame of its own, a binary
 * one (`usage-frame.ts`).
 *
 * Order: gateway `hello` → sync `welcome` → sync `snapshot-*` or `delta` (one configuration message in flight: the
 * next waits for `receipt` or `rejection`) ⇄ gateway `usage`, `quota-request`, `heartbeat`.
 * A frame that is not one of these, or over the size limit, closes the connection (1008 / 1009) and changes nothing.
 */
import { z } from 'zod'
import { Resource, ResourceRef, Version } from './resource.ts'
import { UsageRange } from './usage.ts'

export const PROTOCOL_VERSION = 2
/** Largest frame either side accepts. */
export const MESSAGE_SIZE_BYTES_MAX = 4 * 1024 * 1024
/** Resources a snapshot chunk carries at most. */
export const SNAPSHOT_CHUNK_RESOURCES_MAX = 5_000
/** Bytes of journal a `usage` message carries at most. */
export const USAGE_BATCH_BYTES_MAX = 1024 * 1024
export const HEARTBEAT_INTERVAL_MS = 2_000

/** `2026-11-21` (day), `2026-11` (month) or, of a budget, the hour its billing period starts in: `2026-11-21T10`. UTC. */
const period = z.string().regex(/^\d{4}-\d{2}(-\d{2}(T\d{2})?)?$/)
/** Key of a meter when units of a budget are meant; absent for requests of the plan's quota. */
const charge = z.string().max(64).optional()

const revision = z.int().min(0)
const id = z.string().min(1).max(64)

/** What one worker thread answered when the gateway tried the new state on itself. */
export const ProofCheck = z.strictObject({
  /** e.g. `credential cred_… is refused`, with the kind and id of the resource that was tried. */
  resource: ResourceRef,
  /** What the real authenticator or limiter said: `passed`, or a refusal code. */
  observed: z.string().max(64),
  expected: z.string().max(64),
  /** Worker threads that answered alike. */
  workers: z.int().min(1),
})
export type ProofCheck = z.infer<typeof ProofCheck>

// gateway → sync

export const Hello = z.strictObject({
  type: z.literal('hello'),
  protocol: z.int(),
  /** Program version, e.g. `0.1.0`. */
  version: z.string().max(64),
  boot: z.string().regex(/^[0-9a-z]{8,40}$/),
  workers: z.int().min(1).max(256),
  /** What the gateway runs now: 0 and the empty checksum for nothing. */
  revision,
  checksum: Version,
  /** Kinds it can enforce; sync refuses to serve a kind that is not among them. */
  kinds: z.array(z.string().max(64)).max(64),
})
export const Receipt = z.strictObject({
  type: z.literal('receipt'),
  /** Runs this revision now. May be lower than one reported before: it is what holds. */
  revision,
  checksum: Version,
  /** From the message's arrival to the swap in the last worker, and to the end of the proof. */
  appliedMs: z.number().min(0),
  provedMs: z.number().min(0),
  /** At most 200 checks are sent; `checked` counts all. */
  proof: z.array(ProofCheck).max(200),
  checked: z.int().min(0),
})
export const Rejection = z.strictObject({
  type: z.literal('rejection'),
  /** The revision that was offered; the gateway stays on what it ran. */
  revision,
  reason: z.string().max(2_000),
  /** The resource at fault, when one is. */
  resource: ResourceRef.optional(),
})
/** Asks for everything anew: its state is lost or its checksum differs. */
export const Resync = z.strictObject({ type: z.literal('resync'), reason: z.string().max(500) })
/** `lines` is the journal's text of that range, whole lines, each a UsageRecord. Sent in order, a few in flight. */
export const Usage = z.strictObject({ type: z.literal('usage'), range: UsageRange, lines: z.string() })
/**
 * Asks for a further part of a subscription's quota or budget. `spent` is what this gateway has counted in the period:
 * of meters that are known only after the answer it may be above what was granted. `ask` names it: asked again by the
 * same name, because the answer was lost, it is answered with the same part and no further one.
 */
export const QuotaRequest = z.strictObject({
  type: z.literal('quota-request'),
  requestId: z.int(),
  subscriptionId: id,
  period,
  charge,
  spent: z.int().min(0).optional(),
  ask: z.string().min(1).max(100).optional(),
})
/** Gives back what a period's grant left unspent (on drain, or when the period is over). */
export const QuotaReturn = z.strictObject({
  type: z.literal('quota-return'),
  requestId: z.int(),
  subscriptionId: id,
  period,
  charge,
  requests: z.int().min(1),
})
/**
 * The equation: requests `seen` = `journaled` + in flight, since this boot; `owedBytes` is journal not yet acknowledged.
 * `settledAt`: every request that had ended by then, ms since the epoch by the gateway's clock, is acknowledged, those of
 * earlier boots included. Absent until something is.
 */
export const Heartbeat = z.strictObject({
  type: z.literal('heartbeat'),
  revision,
  seen: z.int().min(0),
  journaled: z.int().min(0),
  owedBytes: z.int().min(0),
  settledAt: z.int().min(0).optional(),
  connections: z.int().min(0),
})
export const GatewayMessage = z.discriminatedUnion('type', [
  Hello,
  Receipt,
  Rejection,
  Resync,
  Usage,
  QuotaRequest,
  QuotaReturn,
  Heartbeat,
])
export type GatewayMessage = z.infer<typeof GatewayMessage>

// sync → gateway

/** How long a gateway may serve from a state that nobody confirmed, counted from the last frame it got from sync. */
export const Lease = z.strictObject({
  seconds: z.int().min(1),
  onExpiry: z.enum(['serve', 'refuse']),
})
export type Lease = z.infer<typeof Lease>

export const Welcome = z.strictObject({
  type: z.literal('welcome'),
  gatewayId: id,
  environmentId: id,
  lease: Lease,
})
/** From `fromRevision`, which the gateway runs, to `revision`. Removals first, then puts. Verified by `checksum`. */
export const Delta = z.strictObject({
  type: z.literal('delta'),
  fromRevision: revision,
  revision,
  put: z.array(Resource).max(SNAPSHOT_CHUNK_RESOURCES_MAX),
  remove: z.array(ResourceRef).max(SNAPSHOT_CHUNK_RESOURCES_MAX),
  checksum: Version,
})
export const SnapshotBegin = z.strictObject({
  type: z.literal('snapshot-begin'),
  revision,
  resources: z.int().min(0),
})
export const SnapshotChunk = z.strictObject({
  type: z.literal('snapshot-chunk'),
  put: z.array(Resource).min(1).max(SNAPSHOT_CHUNK_RESOURCES_MAX),
})
export const SnapshotEnd = z.strictObject({ type: z.literal('snapshot-end'), revision, checksum: Version })
/** The range is committed. `duplicate` when it had been already: the gateway may forget it all the same. */
export const UsageAck = z.strictObject({
  type: z.literal('usage-ack'),
  range: UsageRange,
  isDuplicate: z.boolean(),
})
/**
 * `granted` further requests may pass (0: none left, `isExhausted`). `used` is what all gateways were granted so far
 * in the period, `limit` the plan's quota: for headers and explanations.
 *
 * Of a budget the `granted` units may pass on top of the greater of what this gateway was granted before and the
 * request's `spent`. Nothing granted and not exhausted means that it cannot be said now: requests are refused as
 * `quota_unavailable`. A grant for another period than the gateway's present one comes back as a `quota-return`.
 */
export const QuotaGrant = z.strictObject({
  type: z.literal('quota-grant'),
  requestId: z.int(),
  subscriptionId: id,
  period: z.string(),
  charge,
  /** Why a budget has nothing left; absent for a quota. */
  exhaustedBy: z.enum(['credit', 'spend_cap']).optional(),
  granted: z.int().min(0),
  isExhausted: z.boolean(),
  used: z.int().min(0),
  limit: z.int().min(0),
})
export const QuotaReturned = z.strictObject({ type: z.literal('quota-returned'), requestId: z.int() })
/** Answer to a heartbeat: renews the lease. */
export const HeartbeatAck = z.strictObject({ type: z.literal('heartbeat-ack'), revision })
export const SyncMessage = z.discriminatedUnion('type', [
  Welcome,
  Delta,
  SnapshotBegin,
  SnapshotChunk,
  SnapshotEnd,
  UsageAck,
  QuotaGrant,
  QuotaReturned,
  HeartbeatAck,
])
export type SyncMessage = z.infer<typeof SyncMessage>

export type MessageOf<T extends GatewayMessage['type'] | SyncMessage['type']> = Extract<
  GatewayMessage | SyncMessage,
  { type: T }
>
