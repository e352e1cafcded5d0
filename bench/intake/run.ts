import pg from 'pg'
import { system } from '#lib/core/context.ts'
import { registerGateway } from '#lib/gateway/register-gateway.ts'
import { connectGateway, EMPTY } from '../house/gateway-peer.ts'
import { type House, openHouse } from '../house/house.ts'
import { type BenchOffer, makeBenchOffer } from '../house/offer.ts'
import { exactly, grouped, measured } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { RECORDS_A_BATCH, usageMessages } from './records.ts'

const SUITE = 'intake'
/** As many unacknowledged batches as a gateway sends ahead. */
const IN_FLIGHT = 4
const SECONDS_MAX = 90

/**
 * Records a second into PostgreSQL through the real sync, whose commits reach the disk: gateways that speak the contract
 * hold their full number of batches under way until every record is acknowledged.
 */
export async function intake(bench: Bench): Promise<void> {
  const house = await openHouse(bench)
  const offer = await makeBenchOffer(house, 'http://127.0.0.1:9')
  await house.start('sync')
  const batches = bench.isQuick ? 8 : 80
  let sent = 0
  for (const gateways of [1, 4]) {
    const seconds = await ship(house, offer, gateways, batches / gateways)
    const records = batches * RECORDS_A_BATCH
    sent += records
    const what = `records/s from ${gateways === 1 ? 'one gateway' : `${gateways} gateways at once`}`
    bench.add(measured(SUITE, what, grouped(Math.round(records / seconds))))
  }
  const { decisions, billable, metered } = await stored(house)
  bench.add(
    exactly(SUITE, 'decisions stored of those acknowledged', decisions, sent),
    exactly(SUITE, 'requests billable in the sums by hour', billable, sent),
    exactly(SUITE, 'units metered of the charge for requests', metered, sent),
  )
}

/** Seconds from the first batch to the last acknowledgement. Making the records is not counted. */
async function ship(house: House, offer: BenchOffer, gateways: number, batches: number): Promise<number> {
  const shippers = []
  for (let i = 0; i < gateways; i++) shippers.push(await connectShipper(house, offer, batches))
  const startedAt = performance.now()
  await Promise.all(shippers.map((shipper) => shipper.run()))
  const seconds = (performance.now() - startedAt) / 1_000
  for (const shipper of shippers) await shipper.stop()
  return seconds
}

async function connectShipper(house: House, offer: BenchOffer, batches: number) {
  const { token } = await registerGateway(system, { name: `shipper ${Math.random().toString(36).slice(2)}` })
  let acknowledged = 0
  let sent = 0
  const done = Promise.withResolvers<void>()
  const peer = await connectGateway(house.syncUrl, token, EMPTY, ({ type }) => {
    if (type !== 'usage-ack') return
    acknowledged++
    if (acknowledged === batches) done.resolve()
    else fill()
  })
  const messages = usageMessages(offer, peer.boot, batches)
  function fill(): void {
    while (sent < batches && sent - acknowledged < IN_FLIGHT) peer.send(messages[sent++]!)
  }
  const run = (): Promise<void> => {
    const why = `sync did not take ${batches} batches in within ${SECONDS_MAX} s`
    setTimeout(() => done.reject(new Error(why)), SECONDS_MAX * 1_000).unref()
    fill()
    return done.promise
  }
  return { run, stop: peer.stop }
}

type Stored = { decisions: number; billable: number; metered: number }

async function stored(house: House): Promise<Stored> {
  const client = new pg.Client({ connectionString: house.databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<Stored>(
      `SELECT (SELECT count(*)::int FROM decision) AS decisions,
        (SELECT sum(quantity)::int FROM usage_meter_hour WHERE "chargeKey" = 'requests') AS metered,
        (SELECT sum(billable)::int FROM usage_hour) AS billable`,
    )
    return rows[0]!
  } finally {
    await client.end()
  }
}
