import { beforeEach, describe, expect, it } from 'vitest'
import { system } from '#lib/core/context.ts'
import { db, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { describeVerb, expectRefusal } from '#lib/core/testing.ts'
import { buyCredits } from '#lib/credit/buy-credits.ts'
import { createCreditNote } from './create-credit-note.ts'
import { getDraftInvoice } from './draft-invoice.ts'
import { endBilling } from './end-billing.ts'
import { makeBilledSubscription, makeMeterHour, requestsAt } from './fixture.ts'
import { markInvoicePaid } from './mark-invoice-paid.ts'
import { getInvoice, listInvoices } from './queries.ts'
import { previewRebill, rebillInvoice } from './rebill-invoice.ts'
import { recordRefund } from './record-refund.ts'
import { renewSubscription } from './renew-subscription.ts'
import { voidInvoice } from './void-invoice.ts'

const at = (month: number, day: number) => new Date(Date.UTC(2026, month - 1, day))
const reason = 'Agreed by phone.'

beforeEach(async () => {
  await db.gateway.deleteMany()
})

/** An open invoice of 10.01 with 19 % tax: set-up 1.01, fee 9.00. */
async function arrange() {
  const made = await makeBilledSubscription({
    pricing: { setupFee: 101 },
    settings: { country: 'DE', taxRates: [{ country: 'DE', ratePercent: 19 }] },
  })
  const { id } = await db.invoice.findFirstOrThrow({ where: { subscriptionId: made.subscriptionId } })
  return { ...made, id, actor: made.provider.actor, organizationId: made.provider.id }
}

/** One that was paid, and then credited as a whole. */
async function arrangeOwed() {
  const made = await arrange()
  await markInvoicePaid(made.actor, { id: made.id, reference: 'Transfer 1' })
  await createCreditNote(made.actor, { id: made.id, reason })
  return made
}

describeVerb('markInvoicePaid', {
  verb: markInvoicePaid,
  arrange: async () => {
    const made = await arrange()
    return { ...made, input: { id: made.id, reference: 'Transfer 1' } }
  },
  does: async ({ status, amountOpen }, { id, actor }) => {
    expect([status, amountOpen]).toEqual(['paid', 0n])
    const { payments, amountPaid } = await getInvoice(actor, id)
    expect([payments.length, payments[0]!.reference, amountPaid]).toEqual([1, 'Transfer 1', 1_191n])
  },
  role: 'admin',
  event: 'invoice.payment_received',
  repeated: 'nothing',
})

describeVerb('createCreditNote', {
  verb: createCreditNote,
  arrange: async () => {
    const made = await arrange()
    return { ...made, input: { id: made.id, reason } }
  },
  does: async ({ number, total }, { id, actor }) => {
    expect([number, total]).toEqual(['INV-CN-000001', 1_191n])
    expect(await getInvoice(actor, id)).toMatchObject({
      status: 'paid',
      amountCredited: 1_191n,
      total: 1_191n,
    })
  },
  role: 'admin',
  event: 'invoice.credited',
  repeated: 'invalid_state',
})

describeVerb('voidInvoice', {
  verb: voidInvoice,
  arrange: async () => {
    const made = await arrange()
    return { ...made, input: { id: made.id, reason } }
  },
  does: async ({ status }) => expect(status).toBe('void'),
  role: 'admin',
  event: 'invoice.voided',
  repeated: 'nothing',
})

describeVerb('recordRefund', {
  verb: recordRefund,
  arrange: async () => {
    const made = await arrangeOwed()
    return { ...made, input: { id: made.id, reference: 'Back 1' } }
  },
  does: async ({ amountOwed }, { id, actor }) => {
    expect(amountOwed).toBe(0n)
    expect((await getInvoice(actor, id)).payments.map(({ status }) => status)).toEqual([
      'succeeded',
      'refunded',
    ])
  },
  role: 'admin',
  event: 'invoice.payment_refunded',
  repeated: 'nothing',
})

describe('payments by hand', () => {
  it('may come in parts, and never exceed what is open', async () => {
    const { actor, id } = await arrange()
    const part = await markInvoicePaid(actor, { id, reference: 'a', amount: 191 })
    expect([part.status, part.amountOpen]).toEqual(['open', 1_000n])
    await expectRefusal(markInvoicePaid(actor, { id, reference: 'b', amount: 1_001 }), 'invalid_input', [
      'amount',
    ])
    expect((await markInvoicePaid(actor, { id, reference: 'b' })).status).toBe('paid')
    await expectRefusal(markInvoicePaid(actor, { id, reference: 'c' }), 'invalid_state')
    await expectRefusal(voidInvoice(actor, { id, reason }), 'invalid_state')
    await expectRefusal(recordRefund(actor, { id, reference: 'd' }), 'invalid_state')
  })
})

describe('credit notes in parts', () => {
  it('take back no more than a line has, and with all of them no more tax than the invoice has', async () => {
    const { actor, id } = await arrange()
    const { lines } = await getInvoice(actor, id)
    const [setup, fee] = lines.map((line) => line.id)
    const notes = []
    for (const amount of [33, 33, 35]) {
      notes.push(await createCreditNote(actor, { id, reason, lines: [{ lineId: setup!, amount }] }))
    }
    await expectRefusal(
      createCreditNote(actor, { id, reason, lines: [{ lineId: setup!, amount: 1 }] }),
      'invalid_input',
      ['lines.0.amount'],
    )
    notes.push(await createCreditNote(actor, { id, reason, lines: [{ lineId: fee!, amount: 900 }] }))
    expect(notes.reduce((sum, { total }) => sum + total, 0n)).toBe(1_191n)
    const after = await getInvoice(actor, id)
    expect(after.creditNotes.reduce((sum, { tax }) => sum + tax, 0n)).toBe(after.tax)
    expect(after.lines).toEqual(lines)
    expect(after.creditNotes.map(({ number }) => number.slice(-1))).toEqual(['1', '2', '3', '4'])
  })
})

describe('a credit note on a purchase of credits', () => {
  it('takes the credits back, as far as they are unused', async () => {
    const { subscriptionId, planId, provider, consumer } = await makeBilledSubscription({
      pricing: { recurringFee: 0, isPrepaid: true, charges: [requestsAt('10')] },
    })
    const bought = await buyCredits(consumer.actor, { subscriptionId, amount: 1_000 })
    const id = bought.invoiceId
    await markInvoicePaid(provider.actor, { id, reference: 'Transfer' })
    await makeMeterHour(subscriptionId, planId, new Date(), 30)
    await expectRefusal(createCreditNote(provider.actor, { id, reason }), 'invalid_state')
    const [line] = (await getInvoice(provider.actor, id)).lines
    await createCreditNote(provider.actor, { id, reason, lines: [{ lineId: line!.id, amount: 700 }] })
    const draft = await getDraftInvoice(consumer.actor, subscriptionId)
    expect(draft.credits).toMatchObject({ covered: 300n, left: 0n })
  })

  it('leaves none of an unpaid one', async () => {
    const { subscriptionId, provider, consumer } = await makeBilledSubscription({
      pricing: { recurringFee: 0, isPrepaid: true, charges: [requestsAt('10')] },
    })
    const { invoiceId } = await buyCredits(consumer.actor, { subscriptionId, amount: 1_000 })
    await createCreditNote(provider.actor, { id: invoiceId, reason })
    expect((await getDraftInvoice(consumer.actor, subscriptionId)).credits.left).toBe(0n)
  })
})

describe('an end that comes to less than nothing', () => {
  it('is owed to the customer until it is given back', async () => {
    const { subscriptionId, provider } = await makeBilledSubscription({ at: at(4, 1) })
    await transaction((tx) => endBilling(tx, system, subscriptionId, at(4, 16)))
    const { id } = await db.invoice.findFirstOrThrow({ where: { subscriptionId, kind: 'end' } })
    expect(await getInvoice(provider.actor, id)).toMatchObject({ status: 'paid', total: -450n })
    const back = await recordRefund(provider.actor, { id, reference: 'Back' })
    expect(back.amountOwed).toBe(0n)
    await expectRefusal(recordRefund(provider.actor, { id, reference: 'Twice' }), 'invalid_state')
  })
})

describe('credit and rebill', () => {
  /** March with 120 requests at 0.10, of which 100 are included; 5 more came later. */
  async function billed() {
    const made = await makeBilledSubscription({ at: at(3, 1) })
    await makeMeterHour(made.subscriptionId, made.planId, at(3, 2), 120)
    await renewSubscription(system, made.subscriptionId, at(4, 1).getTime())
    await makeMeterHour(made.subscriptionId, made.planId, at(3, 3), 5)
    const invoice = await db.invoice.findFirstOrThrow({
      where: { subscriptionId: made.subscriptionId, kind: 'period' },
    })
    return { ...made, id: invoice.id }
  }
  const everything = async (subscriptionId: string) => ({
    invoices: await db.invoice.findMany({
      where: { subscriptionId },
      include: { lines: true, creditNotes: true },
    }),
    settings: await db.billingSettings.findMany(),
  })

  it('shows beforehand what it does, and the preview does nothing', async () => {
    const { id, provider, subscriptionId } = await billed()
    const before = await everything(subscriptionId)
    const preview = await previewRebill(provider.actor, id)
    expect(await everything(subscriptionId)).toEqual(before)
    const { differences, totalBefore, totalAfter } = await rebillInvoice(provider.actor, { id, reason })
    expect({ differences, totalBefore, totalAfter }).toEqual({
      differences: preview.differences,
      totalBefore: 1_100n,
      totalAfter: 1_150n,
    })
    expect(differences[0]).toMatchObject({
      before: 200n,
      after: 250n,
      quantityBefore: '120',
      quantityAfter: '125',
    })
  })

  it('keeps the old invoice as it was, and what came late is billed once', async () => {
    const { id, provider, subscriptionId } = await billed()
    const { lines } = await getInvoice(provider.actor, id)
    const { invoiceId } = await rebillInvoice(provider.actor, { id, reason })
    const old = await getInvoice(provider.actor, id)
    expect(old.lines).toEqual(lines)
    expect(old).toMatchObject({ isReplaced: true, status: 'paid', amountCredited: 1_100n })
    expect(await getInvoice(provider.actor, invoiceId)).toMatchObject({
      attempt: 2,
      total: 1_150n,
      status: 'open',
    })
    await renewSubscription(system, subscriptionId, at(5, 1).getTime())
    const [april] = (await listInvoices(provider.actor, { side: 'provider', subscriptionId })).data
    expect(april).toMatchObject({ total: 900n })
    await expectRefusal(rebillInvoice(provider.actor, { id, reason }), 'invalid_state')
  })

  it('takes off what a later invoice billed of the period already', async () => {
    const { id, provider, subscriptionId } = await billed()
    await renewSubscription(system, subscriptionId, at(5, 1).getTime())
    const { totalAfter } = await rebillInvoice(provider.actor, { id, reason })
    expect(totalAfter).toBe(1_100n)
  })

  it('gives credits back, and takes them anew', async () => {
    const made = await makeBilledSubscription({
      at: at(3, 1),
      pricing: { recurringFee: 100, charges: [requestsAt('10')] },
    })
    const { subscriptionId, planId, provider } = made
    const grantId = newId('crd')
    await db.creditGrant.create({
      data: { id: grantId, subscriptionId, source: 'granted', amount: 300, startsAt: at(3, 1) },
    })
    await makeMeterHour(subscriptionId, planId, at(3, 2), 20)
    await renewSubscription(system, subscriptionId, at(4, 1).getTime())
    await makeMeterHour(subscriptionId, planId, at(3, 3), 5)
    const { id } = await db.invoice.findFirstOrThrow({ where: { subscriptionId, kind: 'period' } })
    const { invoiceId } = await rebillInvoice(provider.actor, { id, reason })
    const burns = await db.creditBurn.findMany({ where: { grantId } })
    expect(burns).toEqual([{ grantId, invoiceId, amount: 250n }])
  })

  it('bills a start anew by the customer’s present tax', async () => {
    const { actor, id, consumer } = await arrange()
    await db.customer.updateMany({
      where: { consumerId: consumer.id },
      data: { country: 'FR', taxId: 'FR123' },
    })
    const { invoiceId } = await rebillInvoice(actor, { id, reason })
    expect(await getInvoice(actor, invoiceId)).toMatchObject({
      tax: 0n,
      total: 1_001n,
      isReverseCharge: true,
    })
  })
})

describe('who sees what', () => {
  it('both sides see an invoice, held ones only the provider; others see nothing', async () => {
    const { id, provider, consumer } = await arrange()
    for (const party of [provider, consumer]) expect((await getInvoice(party.actor, id)).id).toBe(id)
    const other = await arrange()
    await expectRefusal(getInvoice(other.actor, id), 'not_found')
    await db.invoice.update({ where: { id }, data: { status: 'held' } })
    await getInvoice(provider.actor, id)
    await expectRefusal(getInvoice(consumer.actor, id), 'not_found')
    const listed = await listInvoices(provider.actor, { side: 'provider', status: 'held' })
    expect(listed.data.map((item) => item.id)).toEqual([id])
  })
})
