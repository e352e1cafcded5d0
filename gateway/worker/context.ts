import type { BlockList } from 'node:net'
import type { Environment } from '../environment.ts'
import type { DecisionIds } from '../journal/decision-id.ts'
import type { JournalWriter } from '../journal/journal-writer.ts'
import type { SpendingLedger } from '../journal/spending-ledger.ts'
import type { BudgetLimiter } from '../limit/budget-limiter.ts'
import type { Limiter } from '../limit/limiter.ts'
import type { Control } from '../memory/control.ts'
import type { Counters } from '../memory/counters.ts'
import type { ActiveList } from './active-list.ts'
import type { Authenticator } from './authenticator.ts'
import type { Configuration } from './configuration.ts'
import type { HeaderClassifier } from './header-class.ts'
import type { QuotaWaiters } from './quota-waiters.ts'
import type { TraceIds } from './trace-context.ts'

/** Everything one worker's requests share. */
export interface WorkerContext {
  environment: Environment
  configuration: Configuration
  authenticator: Authenticator
  classifier: HeaderClassifier
  limiter: Limiter
  budgets: BudgetLimiter
  quotaWaiters: QuotaWaiters
  journal: JournalWriter
  spending: SpendingLedger
  ids: DecisionIds
  traces: TraceIds
  control: Control
  counters: Counters
  active: ActiveList
  trustedProxies: BlockList | null
  /** Hears of a fault of the gateway itself in one request; the request's connection is closed. */
  onFault: (error: Error) => void
}
