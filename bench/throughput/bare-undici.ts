/**
 * The yardstick: the least a Node proxy can do. node:http in, undici dispatch out, raw headers passed on, nothing read,
 * nothing counted. BENCH_WORKERS threads share the port.
 */
import { createServer, type ServerResponse } from 'node:http'
import { isMainThread, Worker } from 'node:worker_threads'
import { type Dispatcher, Pool } from 'undici'

const workers = Number(process.env.BENCH_WORKERS ?? 1)

class Relay implements Dispatcher.DispatchHandler {
  readonly #response: ServerResponse
  constructor(response: ServerResponse) {
    this.#response = response
  }
  onRequestStart() {}
  onResponseStart(controller: Dispatcher.DispatchController, status: number) {
    const raw = controller.rawHeaders as Buffer[]
    const headers = new Array<string>(raw.length)
    for (let i = 0; i < raw.length; i++) headers[i] = raw[i]!.toString('latin1')
    this.#response.writeHead(status, headers)
  }
  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer) {
    this.#response.write(chunk)
  }
  onResponseEnd() {
    this.#response.end()
  }
  onResponseError() {
    this.#response.destroy()
  }
}

function serve() {
  const pool = new Pool(process.env.BENCH_UPSTREAM!, { connections: 64, pipelining: 1 })
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
    pool.dispatch(
      {
        path: request.url!,
        method: request.method!,
        headers: request.rawHeaders,
        body: hasBody ? request : null,
      },
      new Relay(response),
    )
  })
  server.listen({ port: Number(process.env.BENCH_PORT), host: '127.0.0.1', reusePort: workers > 1 })
}

if (isMainThread && workers > 1) for (let i = 0; i < workers; i++) new Worker(new URL(import.meta.url))
else serve()
