import { runDueTasks } from '../outbound/run-due-tasks.ts'
import { requireStripe } from './client.ts'
import { judgeError } from './judge-error.ts'
import { mirrorCreditNote } from './mirror-credit-note.ts'
import { mirrorInvoice } from './mirror-invoice.ts'
import { payAgain } from './pay-invoice.ts'

/** Does what is due to go out to Stripe at the real time `now`. */
export function runStripeTasks(now: Date, signal?: AbortSignal): Promise<'more' | 'done'> {
  const stripe = requireStripe()
  return runDueTasks(
    {
      'stripe.invoice': (task) => mirrorInvoice(stripe, task),
      'stripe.pay': (task) => payAgain(stripe, task),
      'stripe.credit_note': (task) => mirrorCreditNote(stripe, task),
    },
    judgeError,
    now,
    signal,
  )
}
