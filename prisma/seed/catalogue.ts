import type { CreatePlan } from '#lib/plan/schema.ts'
import type { Visibility } from '#lib/product/schema.ts'

export type OfferedProduct = {
  name: string
  /** Names the OpenAPI document in `demo/documents` and the description in `pages`. */
  document: string
  summary: string
  visibility: Visibility
  plans: Omit<CreatePlan, 'productId'>[]
  pages: { title: string; file: string }[]
}

const perMinute = (requests: number, burst?: number) => ({
  requests,
  windowSeconds: 60,
  ...(burst && { burst }),
})

/** Requests of the product's operations, by what one is worth; checks and reading cost less than moving money. */
const requests = (unit: string, weights: Record<string, number>, defaultWeight = 1) => ({
  key: 'requests',
  name: 'Requests',
  unit,
  meter: { kind: 'requests' as const, statuses: ['2xx' as const], weights, defaultWeight },
})
const COMMON_PAGES = [
  { title: 'Errors', file: 'errors' },
  { title: 'Limits', file: 'limits' },
]

export const accounts: OfferedProduct = {
  name: 'Accounts',
  document: 'accounts',
  summary: 'Balances, transactions and statements of the accounts that a customer holds.',
  visibility: 'public',
  plans: [
    {
      name: 'Free',
      description: 'For trying it out: every operation, made-up customers.',
      rateLimit: perMinute(60),
      quota: { requests: 1_000, period: 'day' },
      approval: 'automatic',
    },
    {
      name: 'Standard',
      description: 'For an application with customers of its own.',
      rateLimit: perMinute(600, 60),
      quota: { requests: 500_000, period: 'month' },
      approval: 'automatic',
    },
    {
      name: 'Partner',
      description: 'For partners under contract, without a quota. Banking looks at each request.',
      rateLimit: { requests: 100, windowSeconds: 1 },
      approval: 'manual',
    },
    {
      name: 'Plus',
      description: 'Standard with more of everything, two weeks free.',
      rateLimit: perMinute(1_200, 120),
      quota: { requests: 2_000_000, period: 'month', mode: 'soft' },
      pricing: {
        currency: 'EUR',
        interval: 'month',
        recurringFee: 1_900,
        trial: { kind: 'days', days: 14 },
        charges: [
          {
            ...requests('request', {}),
            included: 500_000,
            price: { kind: 'package', size: 100_000, packagePrice: 500 },
          },
        ],
      },
      approval: 'automatic',
    },
  ],
  pages: [{ title: 'Getting started', file: 'accounts-getting-started' }, ...COMMON_PAGES],
}

export const payments: OfferedProduct = {
  name: 'Payments',
  document: 'payments',
  summary: 'Credit transfers that happen once, however often the request is sent.',
  visibility: 'signed_in',
  plans: [
    {
      name: 'Sandbox',
      description: 'Every path of a payment, and no money moves.',
      rateLimit: perMinute(30),
      quota: { requests: 500, period: 'day' },
      approval: 'automatic',
    },
    {
      name: 'Partner',
      description: 'For payments in the name of customers. Banking checks the licence first.',
      rateLimit: perMinute(300, 20),
      quota: { requests: 200_000, period: 'month' },
      approval: 'manual',
    },
    {
      name: 'Business',
      description: 'For one’s own payments. A payment counts as five requests, a check of the payee as one.',
      rateLimit: perMinute(600, 60),
      quota: { requests: 100_000, period: 'month', mode: 'soft' },
      pricing: {
        currency: 'EUR',
        interval: 'month',
        recurringFee: 4_900,
        charges: [
          {
            ...requests('request', { createPayment: 5 }),
            included: 1_000,
            price: {
              kind: 'graduated',
              tiers: [
                { upTo: 10_000, unitPrice: '1' },
                { upTo: 100_000, unitPrice: '0.5' },
                { upTo: null, unitPrice: '0.2' },
              ],
            },
          },
        ],
      },
      approval: 'automatic',
    },
  ],
  pages: [{ title: 'Getting started', file: 'payments-getting-started' }, ...COMMON_PAGES],
}

export const marketData: OfferedProduct = {
  name: 'Market data',
  document: 'market-data',
  summary: 'Quotes, candles and a live stream for shares, funds and currencies.',
  visibility: 'public',
  plans: [
    {
      name: 'Free',
      description: 'Single quotes and history for a private project.',
      rateLimit: perMinute(60),
      quota: { requests: 1_000, period: 'day' },
      approval: 'automatic',
    },
    {
      name: 'Professional',
      description: 'For screens that many people look at, the live stream included.',
      rateLimit: perMinute(1_200, 40),
      quota: { requests: 5_000_000, period: 'month' },
      approval: 'automatic',
    },
    {
      name: 'Pay as you go',
      description: 'Nothing but what is used: set a cap, and no month costs more than that.',
      rateLimit: perMinute(600, 40),
      pricing: {
        currency: 'EUR',
        interval: 'month',
        charges: [
          {
            ...requests('request', { listInstruments: 0 }),
            price: { kind: 'per_unit', unitPrice: '0.4' },
          },
          {
            key: 'traffic',
            name: 'Traffic',
            unit: 'byte',
            meter: { kind: 'response_bytes', statuses: ['2xx'] },
            included: 50_000_000,
            price: { kind: 'package', size: 10_000_000, packagePrice: 100 },
          },
        ],
      },
      approval: 'automatic',
    },
    {
      name: 'Prepaid',
      description: 'Credits that are bought before and last until they are used up.',
      rateLimit: perMinute(300),
      pricing: {
        currency: 'EUR',
        interval: 'month',
        isPrepaid: true,
        charges: [{ ...requests('request', {}), price: { kind: 'per_unit', unitPrice: '0.5' } }],
      },
      approval: 'automatic',
    },
  ],
  pages: [{ title: 'Getting started', file: 'market-data-getting-started' }, ...COMMON_PAGES],
}
