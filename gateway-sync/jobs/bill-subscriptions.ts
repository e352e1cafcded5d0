import { renewDue, settleHeld } from '#lib/invoice/renew-due.ts'
import type { Job } from './job.ts'

/** Renewals as they fall due, and invoices that wait for usage. */
export const billSubscriptionsJobs: Job[] = [
  { name: 'renewals', everyMs: 1_000, run: renewDue },
  { name: 'held-invoices', everyMs: 2_000, run: (_, signal) => settleHeld(signal) },
]
