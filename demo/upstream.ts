// The demo's sample upstream as a process: loopback only, because only the gateway is to reach it.
import { createUpstream } from './upstream/server.ts'

const port = Number(process.env.DEMO_UPSTREAM_PORT ?? 4010)
const server = createUpstream()
server.listen(port, '127.0.0.1', () => console.info(`sample upstream on http://127.0.0.1:${port}`))

function stop() {
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  // Streams never end by themselves.
  setTimeout(() => server.closeAllConnections(), 1_000).unref()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
