/** A peer: @fastify/http-proxy with its defaults, nothing else. */
import proxy from '@fastify/http-proxy'
import fastify from 'fastify'

const server = fastify({ logger: false, keepAliveTimeout: 60_000 })
await server.register(proxy, {
  upstream: process.env.BENCH_UPSTREAM!,
  undici: { connections: 64, pipelining: 1 },
})
await server.listen({ port: Number(process.env.BENCH_PORT), host: '127.0.0.1' })
