import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WorkerStart } from './protocol.ts'

/**
 * Listens on the port that all workers share. Where the system cannot share a port between threads, the first worker
 * has it alone; the others then serve nothing.
 */
export function listen(
  server: Server,
  start: WorkerStart,
  onListening: (port: number, isShared: boolean) => void,
): void {
  const host = start.environment.GATEWAY_HOST
  const done = (isShared: boolean) => () => onListening((server.address() as AddressInfo).port, isShared)
  if (!start.isPortShared) {
    if (start.index === 0) server.listen({ port: start.port, host }, done(false))
    else onListening(start.port, false)
    return
  }
  const retryAlone = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'ENOTSUP' && error.code !== 'EINVAL') throw error
    if (start.index === 0) server.listen({ port: start.port, host }, done(false))
    else onListening(start.port, false)
  }
  server.once('error', retryAlone)
  server.listen({ port: start.port, host, reusePort: true, backlog: 1024 }, () => {
    server.off('error', retryAlone)
    done(true)()
  })
}
