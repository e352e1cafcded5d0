import { db } from '#lib/core/db.ts'
import type { Faults } from './compare-usage.ts'

type StripeInvoice = { id: string; status: string; total: number; metadata: Record<string, string> }
type StripeState = {
  invoice: Record<string, StripeInvoice>
  charge: Record<string, { invoice: string; amount: number }>
}

const readInvoices = (organizationId: string) =>
  db.invoice.findMany({ where: { organizationId }, include: { payments: true } })
type Invoice = Awaited<ReturnType<typeof readInvoices>>[number]

/** Gapless: the numbers from the least to the greatest, each once. */
function gapsIn(invoices: readonly Invoice[]): number {
  const numbers = invoices.map(({ number }) => Number(/\d+$/.exec(number ?? '')?.[0]))
  return Math.abs(Math.max(...numbers) - Math.min(...numbers) + 1 - new Set(numbers).size)
}

/** Compares our invoices with Stripe's word and with the payments. Answers how many there are, and what has to be 0. */
export async function compareMoney(
  organizationId: string,
  stripeUrl: string,
): Promise<{ invoices: number; faults: Faults }> {
  const invoices = await readInvoices(organizationId)
  const collected = invoices.filter(({ total }) => total > 0n)
  const state = (await (await fetch(`${stripeUrl}/control/state`)).json()) as StripeState
  const there = Map.groupBy(Object.values(state.invoice), ({ metadata }) => metadata.gatehouse_invoice ?? '')
  const charges = Map.groupBy(Object.values(state.charge), ({ invoice }) => invoice)
  const ours = new Set(collected.map(({ id }) => id))
  const count = (isWrong: (invoice: Invoice) => boolean) => collected.filter(isWrong).length
  const faults = {
    'invoices without exactly one at Stripe': count(({ id }) => there.get(id)?.length !== 1),
    'invoices at Stripe that are none of ours': [...there.keys()].filter((id) => !ours.has(id)).length,
    'invoices with another total at Stripe, or unpaid there': count(({ id, total }) => {
      const [invoice] = there.get(id) ?? []
      return invoice?.total !== Number(total) || invoice.status !== 'paid'
    }),
    'invoices not charged exactly once, with their total': count(({ id, total }) => {
      const made = charges.get(there.get(id)?.[0]?.id ?? '') ?? []
      return made.length !== 1 || made[0]!.amount !== Number(total)
    }),
    'invoices without exactly one payment of their total': count(({ payments, total }) => {
      const succeeded = payments.filter(({ status }) => status === 'succeeded')
      return succeeded.length !== 1 || succeeded[0]!.amount !== total
    }),
    'gaps in the numbers of invoices': gapsIn(invoices),
  }
  return { invoices: collected.length, faults }
}
