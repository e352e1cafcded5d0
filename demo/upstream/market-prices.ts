import { decimal } from './random.ts'

export const KINDS = ['share', 'fund', 'currency'] as const

/** What can be quoted, by symbol. `HALT` is always halted. */
export const instruments = [
  { symbol: 'ALPN', name: 'Alpine Rail', kind: 'share', currency: 'CHF', venue: 'XSWX', cents: 21_340 },
  { symbol: 'BRGA', name: 'Bergara Foods', kind: 'share', currency: 'EUR', venue: 'XMAD', cents: 3_275 },
  {
    symbol: 'EURUSD',
    name: 'Euro in US dollars',
    kind: 'currency',
    currency: 'USD',
    venue: 'XOFF',
    cents: 108,
  },
  { symbol: 'GBPEUR', name: 'Pound in euros', kind: 'currency', currency: 'EUR', venue: 'XOFF', cents: 117 },
  { symbol: 'HALT', name: 'Halted Holdings', kind: 'share', currency: 'USD', venue: 'XNYS', cents: 100 },
  { symbol: 'HLVT', name: 'Helvetia Optics', kind: 'share', currency: 'CHF', venue: 'XSWX', cents: 9_810 },
  {
    symbol: 'MRDX',
    name: 'Meridian World Index',
    kind: 'fund',
    currency: 'EUR',
    venue: 'XETR',
    cents: 14_450,
  },
  {
    symbol: 'MRGB',
    name: 'Meridian Green Bonds',
    kind: 'fund',
    currency: 'EUR',
    venue: 'XETR',
    cents: 10_212,
  },
  { symbol: 'NRDW', name: 'Nordwind Energy', kind: 'share', currency: 'EUR', venue: 'XETR', cents: 4_812 },
  { symbol: 'PCFC', name: 'Pacific Freight', kind: 'share', currency: 'USD', venue: 'XNYS', cents: 6_630 },
  {
    symbol: 'QNTM',
    name: 'Quantum Instruments',
    kind: 'share',
    currency: 'USD',
    venue: 'XNAS',
    cents: 31_255,
  },
  { symbol: 'TDWR', name: 'Tidewater Robotics', kind: 'share', currency: 'GBP', venue: 'XLON', cents: 1_944 },
] as const

export type Instrument = (typeof instruments)[number]

export const findInstrument = (symbol: string | undefined): Instrument | undefined =>
  instruments.find((one) => one.symbol === symbol)

const DAY_MS = 86_400_000
// Waves of a day, an hour, some minutes and some seconds: a market that looks alive and is the same for everyone.
const WAVES = [
  [86_400, 0.02],
  [5_400, 0.006],
  [410, 0.002],
  [23, 0.0006],
] as const

/** The made-up price at a time, in cents. */
export function priceAt({ symbol, cents }: Instrument, time: number): number {
  const phase = [...symbol].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  const drift = WAVES.reduce(
    (sum, [period, size]) => sum + size * Math.sin(time / (period * 159.155) + phase),
    0,
  )
  return Math.max(1, Math.round(cents * (1 + drift)))
}

/** Bid, ask and last at a time. */
export function quoteAt(instrument: Instrument, time: number) {
  const last = priceAt(instrument, time)
  const first = priceAt(instrument, time - (time % DAY_MS))
  const spread = Math.max(1, Math.round(last * 0.0004))
  return {
    symbol: instrument.symbol,
    bid: decimal(last - spread),
    ask: decimal(last + spread),
    last: decimal(last),
    currency: instrument.currency,
    change: decimal(last - first),
    changePercent: (((last - first) / first) * 100).toFixed(2),
    at: new Date(time).toISOString(),
  }
}

/** One candle of `lengthMs` from `start`, made of twelve prices. */
export function candleAt(instrument: Instrument, start: number, lengthMs: number) {
  const prices = Array.from({ length: 12 }, (_, index) =>
    priceAt(instrument, start + (index * lengthMs) / 12),
  )
  const volume = Math.round((lengthMs / 1000) * (3 + (prices[0]! % 7)))
  return {
    at: new Date(start).toISOString(),
    open: decimal(prices[0]!),
    high: decimal(Math.max(...prices)),
    low: decimal(Math.min(...prices)),
    close: decimal(prices.at(-1)!),
    volume,
  }
}
