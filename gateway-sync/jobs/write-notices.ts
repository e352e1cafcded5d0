import { writeNotices } from '#lib/notice/write-notices.ts'
import type { Job } from './job.ts'

/** Tells customers of limits that they come near, and of trials that end. */
export const writeNoticesJob: Job = { name: 'notices', everyMs: 5_000, run: writeNotices }
