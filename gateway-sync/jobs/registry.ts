import { billSubscriptionsJobs } from './bill-subscriptions.ts'
import { deleteOldRowsJob } from './delete-old-rows.ts'
import type { Job } from './job.ts'
import { pursueInvoicesJob } from './pursue-invoices.ts'
import { sendMailsJob } from './send-mails.ts'
import { talkToStripeJobs } from './talk-to-stripe.ts'
import { writeNoticesJob } from './write-notices.ts'

/** Every job of the house. They run in a thread of sync: nothing that they do can delay a revocation. */
export const jobs: Job[] = [
  deleteOldRowsJob,
  ...sendMailsJob(),
  ...billSubscriptionsJobs,
  ...talkToStripeJobs(),
  pursueInvoicesJob,
  writeNoticesJob,
]
