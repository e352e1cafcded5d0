import type { Bench } from './bench.ts'

type Suite = { what: string; minutesMax: number; load: () => Promise<(bench: Bench) => Promise<void>> }

/** Every suite, in the order in which they run, with the time after which one is stopped. */
export const suites = {
  throughput: {
    what: 'the gateway against bare proxies, in turns',
    minutesMax: 8,
    load: async () => (await import('../throughput/run.ts')).throughput,
  },
  revocation: {
    what: "from the verb's commit to the first refused request",
    minutesMax: 12,
    load: async () => (await import('../revocation/run.ts')).revocation,
  },
  'cold-start': {
    what: 'a million credentials from disk',
    minutesMax: 5,
    load: async () => (await import('../cold-start/run.ts')).coldStart,
  },
  limits: {
    what: 'rate limit and quota under full load over all threads',
    minutesMax: 5,
    load: async () => (await import('../limits/run.ts')).limits,
  },
  billing: {
    what: 'drafts and costs over many rows; caps, suspensions and plans from the commit to the receipt; an invoice',
    minutesMax: 12,
    load: async () => (await import('../billing/run.ts')).billing,
  },
  intake: {
    what: 'usage into PostgreSQL at full speed',
    minutesMax: 4,
    load: async () => (await import('../intake/run.ts')).intake,
  },
  chaos: {
    what: 'gateway, sync and database killed while traffic flows',
    minutesMax: 6 + Number(process.env.BENCH_CHAOS_SECONDS ?? 0) / 60,
    load: async () => (await import('../chaos/run.ts')).chaos,
  },
  'money-chaos': {
    what: 'gateway, sync, database and Stripe server killed while traffic flows and periods end: invoices to the unit',
    minutesMax: 28 + Number(process.env.BENCH_CHAOS_SECONDS ?? 0) / 60,
    load: async () => (await import('../money-chaos/run.ts')).moneyChaos,
  },
  documents: {
    what: 'import of a document of 5 MB',
    minutesMax: 3,
    load: async () => (await import('../documents/run.ts')).documents,
  },
  pages: {
    what: 'server time of pages with 1,000 products and 10,000 applications',
    minutesMax: 8,
    load: async () => (await import('../pages/run.ts')).pages,
  },
  reference: {
    what: 'an operation of a large document in a browser: until it answers to typing, and its scripts',
    minutesMax: 6,
    load: async () => (await import('../reference/run.ts')).reference,
  },
} satisfies Record<string, Suite>

export type SuiteName = keyof typeof suites
