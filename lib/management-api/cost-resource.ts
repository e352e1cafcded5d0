import { z } from 'zod'
import { LineCalculation } from '#lib/invoice/schema/invoice.ts'
import { MinorUnits, Moment } from './schema.ts'

/** A line as it would be invoiced now. */
export const DraftLineAnswer = z
  .object({
    kind: z.string(),
    description: z.string(),
    planId: z.string().nullable(),
    chargeKey: z.string().nullable(),
    quantity: z.string().nullable().meta({ description: 'Whole units, as text.' }),
    unit: z.string(),
    amount: MinorUnits,
    startsAt: Moment,
    endsAt: Moment,
    calculation: LineCalculation.meta({ description: 'How the amount came about, as exact texts.' }),
    adjustsInvoiceId: z.string().nullable(),
  })
  .meta({ id: 'DraftLine' })

/** An invoice that is yet to be made. */
export const ExpectedInvoiceAnswer = z
  .object({
    at: Moment,
    lines: z.array(DraftLineAnswer),
    upcoming: z.array(DraftLineAnswer).meta({ description: 'Due with it in advance.' }),
    subtotal: MinorUnits.meta({ description: 'Of both, in minor units, before tax.' }),
    tax: MinorUnits,
    total: MinorUnits,
  })
  .meta({ id: 'ExpectedInvoice' })

/** The tax that an invoice made now would bear. */
export const ExpectedTaxAnswer = z
  .object({
    ratePercent: z.string(),
    isReverseCharge: z.boolean(),
  })
  .meta({ id: 'ExpectedTax' })
