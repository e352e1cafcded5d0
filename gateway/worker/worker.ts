/** A worker thread: one HTTP server on the shared port, deciding by state in shared memory. */
import { BlockList } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import { DecisionIds } from '../journal/decision-id.ts'
import { JournalWriter } from '../journal/journal-writer.ts'
import { SegmentFile } from '../journal/segment-file.ts'
import { SpendingLedger } from '../journal/spending-ledger.ts'
import { BudgetLimiter } from '../limit/budget-limiter.ts'
import { Limiter } from '../limit/limiter.ts'
import { Control } from '../memory/control.ts'
import { CredentialReader } from '../memory/credential-reader.ts'
import { ActiveList } from './active-list.ts'
import { Authenticator } from './authenticator.ts'
import { Configuration } from './configuration.ts'
import type { WorkerContext } from './context.ts'
import { HeaderClassifier } from './header-class.ts'
import { listen } from './listen.ts'
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts'
import { prove } from './prove.ts'
import { SWEEP_MS } from './proxied-exchange.ts'
import { NEXT_CONFIGURATION, QuotaWaiters } from './quota-waiters.ts'
import { createGatewayServer } from './server.ts'
import { TraceIds } from './trace-context.ts'
import { UpstreamPools } from './upstream-pools.ts'

const start = workerData as WorkerStart
const tell = (message: FromWorker): void => parentPort!.postMessage(message)
const { environment } = start

const file = new SegmentFile(start.journalDirectory, start.index, environment.GATEWAY_SEGMENT_BYTES)
const pools = new UpstreamPools(environment.GATEWAY_UPSTREAM_CONNECTIONS_MAX)
const configuration = new Configuration(pools)
const counters = new Float64Array(start.counters)
const limiter = new Limiter(start.slots)
const context: WorkerContext = {
  environment,
  configuration,
  authenticator: new Authenticator(new CredentialReader(start.credentials), configuration),
  classifier: new HeaderClassifier(),
  limiter,
  budgets: new BudgetLimiter(limiter),
  quotaWaiters: new QuotaWaiters((slot) => tell({ type: 'quota-ask', slot })),
  journal: new JournalWriter(file, counters, (error) =>
    tell({ type: 'journal-failed', message: error.message }),
  ),
  spending: new SpendingLedger(),
  ids: new DecisionIds(start.boot, start.index),
  traces: new TraceIds(),
  control: new Control(start.control),
  counters,
  active: new ActiveList(),
  onFault: (error) => tell({ type: 'fault', message: error.stack ?? error.message }),
  trustedProxies: trustedProxies(environment.GATEWAY_TRUSTED_PROXIES),
}
configuration.apply(start.configuration)
context.classifier.setKeyHeaders(configuration.keyHeaders)

const server = createGatewayServer(context)
parentPort!.on('message', take)
setInterval(() => context.active.sweep(performance.now()), SWEEP_MS)
setInterval(() => file.sync(), environment.GATEWAY_JOURNAL_SYNC_MS)
listen(server, start, (port, isShared) => tell({ type: 'listening', port, isShared }))

function take(message: ToWorker): void {
  switch (message.type) {
    case 'grow':
      if (message.credentials) context.authenticator.reader.grow(message.credentials)
      context.limiter.grow(message.slots)
      return
    case 'apply':
      if (message.credentials) context.authenticator.replace(new CredentialReader(message.credentials))
      if (message.change) {
        configuration.apply(message.change)
        context.classifier.setKeyHeaders(configuration.keyHeaders)
        context.quotaWaiters.settle(NEXT_CONFIGURATION, true)
      }
      tell({ type: 'done', sequence: message.sequence })
      return
    case 'prove': {
      const observed = message.questions.map((question) => prove(context, question))
      tell({ type: 'proved', sequence: message.sequence, observed })
      return
    }
    case 'quota':
      context.quotaWaiters.settle(message.slot, message.isAvailable)
      return
    case 'checkpoint':
      checkpoint(message.sequence)
      return
    case 'drain':
      void drain()
  }
}

/** What this worker's journal says up to now, and where "now" is in it. */
function checkpoint(sequence: number): void {
  context.journal.flush()
  tell({
    type: 'checkpointed',
    sequence,
    segment: file.segment,
    size: file.size,
    spent: context.spending.take(),
  })
}

/** Takes no new connections, lets what is under way end, and leaves the journal whole. */
async function drain(): Promise<void> {
  server.close()
  server.closeIdleConnections()
  const until = performance.now() + environment.GATEWAY_DRAIN_TIMEOUT_MS
  while (context.active.size > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    server.closeIdleConnections()
  }
  server.closeAllConnections()
  await new Promise((resolve) => setImmediate(resolve))
  context.journal.flush()
  file.sync()
  await pools.destroy()
  tell({ type: 'drained' })
}

function trustedProxies(addresses: readonly string[]): BlockList | null {
  if (addresses.length === 0) return null
  const list = new BlockList()
  for (const address of addresses) {
    const family = address.includes(':') ? 'ipv6' : 'ipv4'
    const [network, bits] = address.split('/')
    if (bits === undefined) list.addAddress(network!, family)
    else list.addSubnet(network!, Number(bits), family)
  }
  return list
}
