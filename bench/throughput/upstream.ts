/** An upstream that answers everything with the same small JSON; `/count` says how many requests that were. */
import { createServer } from 'node:http'

const body = Buffer.from(JSON.stringify({ id: 'acc_1', balance: '1024.50', currency: 'EUR' }))
const headers = [
  'Content-Type',
  'application/json',
  'Content-Length',
  String(body.length),
  'X-Bench-Upstream',
  '1',
]
let count = 0

createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  if (request.url === '/count') return response.end(String(count))
  count++
  response.writeHead(200, headers)
  return response.end(body)
}).listen(Number(process.env.BENCH_PORT), '127.0.0.1')
