import { setTimeout as sleep } from 'node:timers/promises'
import { type Call, integer, ok, oneOf, ProblemError, type Routes } from './http.ts'
import { candleAt, findInstrument, type Instrument, instruments, KINDS, quoteAt } from './market-prices.ts'
import { streamQuotes } from './quote-stream.ts'

const INTERVALS_MS = { '1m': 60_000, '5m': 300_000, '1h': 3_600_000, '1d': 86_400_000 } as const
const SYMBOLS_MAX = 50

function instrumentOf({ params: { symbol } }: Call): Instrument {
  const found = findInstrument(symbol)
  if (!found)
    throw new ProblemError(404, 'unknown_symbol', 'Unknown symbol', `There is no instrument ${symbol}.`)
  return found
}

const publicView = ({ cents: _, ...instrument }: Instrument) => instrument

async function quote(call: Call) {
  const instrument = instrumentOf(call)
  const delayMs = integer(call.query, 'delayMs', 0, 0, 60_000)
  if (delayMs > 0) await sleep(delayMs)
  if (instrument.symbol !== 'HALT') return ok(quoteAt(instrument, Date.now()))
  const headers = { 'retry-after': '30' }
  throw new ProblemError(503, 'venue_halted', 'Venue halted', 'Trading of HALT is halted.', {}, headers)
}

function quotes({ query }: Call) {
  const symbols = (query.get('symbols') ?? '').split(',').filter(Boolean)
  if (symbols.length === 0 || symbols.length > SYMBOLS_MAX) {
    throw new ProblemError(
      400,
      'invalid_parameter',
      'Invalid parameter',
      'symbols must name 1 to 50 instruments.',
    )
  }
  const found = symbols.map(findInstrument).filter((one) => one !== undefined)
  const unknown = symbols.filter((symbol) => !findInstrument(symbol))
  return ok({ data: found.map((one) => quoteAt(one, Date.now())), unknown })
}

function candles(call: Call) {
  const instrument = instrumentOf(call)
  const interval =
    oneOf(call.query, 'interval', Object.keys(INTERVALS_MS) as (keyof typeof INTERVALS_MS)[]) ?? '1h'
  const limit = integer(call.query, 'limit', 100, 1, 500)
  const lengthMs = INTERVALS_MS[interval]
  const current = Date.now() - (Date.now() % lengthMs)
  const starts = Array.from({ length: limit }, (_, index) => current - (limit - 1 - index) * lengthMs)
  return ok({
    symbol: instrument.symbol,
    interval,
    data: starts.map((start) => candleAt(instrument, start, lengthMs)),
  })
}

/** The Market data API: see `documents/market-data.yaml`. */
export const marketDataRoutes: Routes = {
  'GET /instruments': ({ query }) => {
    const kind = oneOf(query, 'kind', KINDS)
    const text = query.get('query')?.toLowerCase() ?? ''
    const list = instruments.filter(
      (one) => (!kind || one.kind === kind) && `${one.symbol} ${one.name}`.toLowerCase().includes(text),
    )
    return ok({ data: list.map(publicView) })
  },
  'GET /quotes': quotes,
  'GET /quotes/stream': streamQuotes,
  'GET /quotes/{symbol}': quote,
  'GET /candles/{symbol}': candles,
}
