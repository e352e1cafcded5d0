import { advanceDunning } from '#lib/dunning/advance-dunning.ts'
import type { Job } from './job.ts'

/** Reminds of overdue invoices, and suspends and resumes subscriptions by them. */
export const pursueInvoicesJob: Job = { name: 'dunning', everyMs: 1_000, run: advanceDunning }
