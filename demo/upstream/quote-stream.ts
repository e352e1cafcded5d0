import { type Call, integer, ProblemError } from './http.ts'
import { findInstrument, instruments, quoteAt } from './market-prices.ts'

const TICK_MS = 500
const KEEP_AWAKE_MS = 15_000

/** Server-sent events: a `quote` whenever a price has changed, until the client leaves or `limit` is reached. */
export function streamQuotes({ response, query }: Call): null {
  const symbols = query.get('symbols')?.split(',').filter(Boolean)
  const followed = (symbols ?? instruments.map(({ symbol }) => symbol)).map((symbol) => {
    const found = findInstrument(symbol)
    if (!found)
      throw new ProblemError(404, 'unknown_symbol', 'Unknown symbol', `There is no instrument ${symbol}.`)
    return found
  })
  const limit = integer(query, 'limit', Number.MAX_SAFE_INTEGER, 1, 10_000)
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': follow the market\n\n')

  const lastPrices = new Map<string, string>()
  let sent = 0
  const tick = () => {
    for (const instrument of followed) {
      const quote = quoteAt(instrument, Date.now())
      if (lastPrices.get(quote.symbol) === quote.last || sent >= limit) continue
      lastPrices.set(quote.symbol, quote.last)
      response.write(`event: quote\nid: ${++sent}\ndata: ${JSON.stringify(quote)}\n\n`)
    }
    if (sent >= limit) response.end()
  }
  const ticker = setInterval(tick, TICK_MS)
  const waker = setInterval(() => response.write(': awake\n\n'), KEEP_AWAKE_MS)
  response.on('close', () => {
    clearInterval(ticker)
    clearInterval(waker)
  })
  tick()
  return null
}
