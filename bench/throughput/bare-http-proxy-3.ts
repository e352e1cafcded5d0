/** A peer: http-proxy-3 with keep-alive, nothing else. */
import { Agent, createServer } from 'node:http'
import { createProxyServer } from 'http-proxy-3'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const proxy = createProxyServer({ target: process.env.BENCH_UPSTREAM!, agent })
createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  proxy.web(request, response)
}).listen(Number(process.env.BENCH_PORT), '127.0.0.1')
