import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { accountRoutes } from './accounts.ts'
import { type Answer, type Handler, ok, ProblemError, type Routes, send } from './http.ts'
import { marketDataRoutes } from './market-data.ts'
import { paymentRoutes } from './payments.ts'

const routes: Routes = {
  'GET /health': () => ok({ status: 'up' }),
  ...accountRoutes,
  ...paymentRoutes,
  ...marketDataRoutes,
}

// Fixed paths come before those with a parameter in the same place: `/quotes/stream` is no symbol.
const compiled = Object.entries(routes)
  .map(([route, handler]) => {
    const [method, path] = route.split(' ') as [string, string]
    return {
      method,
      pattern: new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
      handler,
      path,
    }
  })
  .sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')))

function find(method: string, path: string): { handler: Handler; params: Record<string, string> } {
  const candidates = compiled.filter(({ pattern }) => pattern.test(path))
  const found = candidates.find((one) => one.method === method)
  if (found) return { handler: found.handler, params: { ...found.pattern.exec(path)?.groups } }
  if (candidates.length === 0) throw new ProblemError(404, 'not_found', 'Not found', `Nothing is at ${path}.`)
  const allow = candidates.map((one) => one.method).join(', ')
  throw new ProblemError(405, 'method_not_allowed', 'Method not allowed', `Use ${allow}.`, {}, { allow })
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<Answer | null> {
  try {
    const url = new URL(request.url ?? '/', 'http://upstream')
    const { handler, params } = find(
      request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET'),
      url.pathname,
    )
    return await handler({ request, response, query: url.searchParams, params })
  } catch (error) {
    if (error instanceof ProblemError) return error.answer
    console.error(error)
    return new ProblemError(500, 'internal_error', 'Internal error', 'Something broke in the sandbox.').answer
  }
}

/** The demo's sample upstream: Accounts, Payments and Market data of a made-up bank. Not listening yet. */
export function createUpstream(): Server {
  return createServer(async (request, response) => {
    const result = await answer(request, response)
    if (result && !response.headersSent && !response.destroyed) send(response, result)
  })
}
