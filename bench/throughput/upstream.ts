/** The upstream of the throughput bench where nginx is not installed: answers everything with the same small JSON. */
import { createServer } from 'node:http'

const body = Buffer.from(JSON.stringify({ id: 'acc_1', balance: '1024.50', currency: 'EUR' }))
const headers = ['Content-Type', 'application/json', 'Content-Length', String(body.length)]

createServer({ keepAliveTimeout: 60_000 }, (_, response) => {
  response.writeHead(200, headers)
  response.end(body)
}).listen(Number(process.env.BENCH_PORT), '127.0.0.1')
