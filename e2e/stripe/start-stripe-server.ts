import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ApiCall, answerCall } from './answer-call.ts'
import { type Controlled, control } from './control.ts'
import type { Context } from './endpoint.ts'
import { StripeFault } from './errors.ts'
import { Faults } from './faults.ts'
import { checkoutPage, invoicePage, type PageAnswer, portalPage } from './pages.ts'
import { Store } from './store.ts'
import { Webhooks } from './webhooks.ts'

export type StripeServer = Controlled & { url: string; stop: () => Promise<void> }
type Options = {
  /** 0: any. */
  port: number
  webhookUrl?: string
  webhookSecret: string
  /** State is kept here: a killed server goes on where it was, and sends the webhooks that nobody had taken. */
  file?: string
}

type Page = (context: Context, id: string, form: URLSearchParams | null) => PageAnswer
const pages: Record<string, Page> = { pay: checkoutPage, invoice: invoicePage, portal: portalPage }
const PAGE = /^\/(pay|invoice|portal)\/([^/]+)$/

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function send(response: ServerResponse, status: number, type: string, body: string, more = {}): void {
  response.writeHead(status, { 'content-type': type, ...more }).end(body)
}

function sendPage(response: ServerResponse, answer: PageAnswer): void {
  if ('location' in answer) response.writeHead(303, { location: answer.location }).end()
  else send(response, answer.status, 'text/html; charset=utf-8', answer.html)
}

async function handle(server: Controlled, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname: path, searchParams } = new URL(request.url ?? '/', server.context.origin)
  const method = request.method ?? 'GET'
  const body = await bodyOf(request)
  const controlled = await control(server, method, path, body)
  if (controlled) return send(response, 200, 'application/json', JSON.stringify(controlled.answer))
  const [, kind, id] = PAGE.exec(path) ?? []
  if (kind && id) {
    const form = method === 'POST' ? new URLSearchParams(body) : null
    sendPage(response, pages[kind]!(server.context, id, form))
    server.context.store.save()
    return
  }
  const call: ApiCall = { method, path, query: searchParams.toString(), body, headers: request.headers }
  const answer = answerCall(server.context, server.faults, call)
  if (answer === 'lost') return void response.destroy()
  send(response, answer.status, 'application/json', answer.body, {
    'request-id': `req_${Math.random().toString(36).slice(2)}`,
    ...(answer.isReplayed && { 'idempotent-replayed': 'true' }),
  })
}

/** Starts a server that speaks the used part of Stripe's API, with its pages and webhooks. */
export async function startStripeServer(options: Options): Promise<StripeServer> {
  const store = new Store(options.file)
  const webhooks = new Webhooks(store, options.webhookUrl, options.webhookSecret)
  const context: Context = {
    store,
    origin: '',
    emit: (type, object) => webhooks.emit(type, object),
  }
  const controlled: Controlled = { context, faults: new Faults(), webhooks }
  const http = createServer((request, response) => {
    handle(controlled, request, response).catch((error: unknown) => {
      const status = error instanceof StripeFault ? error.status : 500
      if (!response.headersSent) send(response, status, 'text/plain', String(error))
    })
  })
  http.listen(options.port, '127.0.0.1')
  await once(http, 'listening')
  context.origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  webhooks.resume()
  return {
    ...controlled,
    url: context.origin,
    stop: async () => {
      webhooks.stop()
      http.close()
      http.closeAllConnections()
      await once(http, 'close').catch(() => {})
    },
  }
}
