import { z } from 'zod'
import { EvidenceQuery } from '#lib/billing/schema/evidence.ts'
import { createCreditNote } from '#lib/invoice/create-credit-note.ts'
import { getDraftInvoice } from '#lib/invoice/draft-invoice.ts'
import { exportInvoices } from '#lib/invoice/export-invoices.ts'
import { getInvoicePdf } from '#lib/invoice/invoice-pdf.ts'
import { getLineEvidence } from '#lib/invoice/line-evidence.ts'
import { markInvoicePaid } from '#lib/invoice/mark-invoice-paid.ts'
import { getInvoice, listInvoices } from '#lib/invoice/queries.ts'
import { previewRebill, rebillInvoice } from '#lib/invoice/rebill-invoice.ts'
import { recordRefund } from '#lib/invoice/record-refund.ts'
import {
  CreateCreditNote,
  MarkInvoicePaid,
  RebillInvoice,
  RecordRefund,
  VoidInvoice,
} from '#lib/invoice/schema/changes.ts'
import { ListInvoices } from '#lib/invoice/schema/invoice.ts'
import { voidInvoice } from '#lib/invoice/void-invoice.ts'
import {
  CreditNoteMade,
  DraftInvoiceSchema,
  Evidence,
  Invoice,
  InvoiceWithLines,
  RebillSchema,
} from '../invoice-resource.ts'
import { operation } from '../operation.ts'
import { MinorUnits, pageOf } from '../schema.ts'

const tag = 'Invoices'
const path = '/invoices/{invoiceId}'
const withoutId = { id: true } as const

export const invoiceOperations = [
  operation({
    id: 'listInvoices',
    method: 'GET',
    path: '/invoices',
    tag,
    summary: 'List invoices, newest first',
    description:
      'To be paid by you (`side=consumer`, the default), or made to your customers (`side=provider`).',
    query: ListInvoices,
    response: pageOf(Invoice),
    errors: ['forbidden', 'not_found'],
    run: ({ actor, query }) => listInvoices(actor, query),
  }),
  operation({
    id: 'exportInvoices',
    method: 'GET',
    path: '/invoices.csv',
    tag,
    summary: 'Export invoices as CSV',
    description: 'The newest 10,000 that the filters find; amounts are decimal texts of major units.',
    query: ListInvoices,
    fileTypes: ['text/csv'],
    errors: ['forbidden', 'not_found'],
    run: async ({ actor, query }) => ({
      bytes: new TextEncoder().encode(await exportInvoices(actor, query)),
      contentType: 'text/csv',
      fileName: 'invoices.csv',
    }),
  }),
  operation({
    id: 'getInvoice',
    method: 'GET',
    path,
    tag,
    summary: 'Get an invoice with its lines, credit notes and payments',
    response: InvoiceWithLines,
    run: ({ actor, params }) => getInvoice(actor, params.invoiceId),
  }),
  operation({
    id: 'getInvoicePdf',
    method: 'GET',
    path: `${path}/pdf`,
    tag,
    summary: 'Get an invoice as PDF',
    fileTypes: ['application/pdf'],
    errors: ['invalid_state'],
    run: async ({ actor, params }) => {
      const { bytes, fileName } = await getInvoicePdf(actor, params.invoiceId)
      return { bytes, fileName, contentType: 'application/pdf' }
    },
  }),
  operation({
    id: 'getInvoiceLineEvidence',
    method: 'GET',
    path: `${path}/lines/{lineId}/evidence`,
    tag,
    summary: 'Open a line: days, hours, gateways, operations, requests',
    description:
      'The parts of each answer sum to it; `sample` holds up to twenty of the requests that were counted. Narrow it by `from`, `to`, ' +
      '`gatewayId` and `operationKey`.',
    query: EvidenceQuery.pick({ from: true, to: true })
      .partial()
      .extend(EvidenceQuery.pick({ gatewayId: true, operationKey: true, groupBy: true }).shape),
    response: Evidence,
    errors: ['invalid_state'],
    run: ({ actor, params, query }) => getLineEvidence(actor, params.invoiceId, params.lineId, query),
  }),
  operation({
    id: 'markInvoicePaid',
    method: 'POST',
    path: `${path}/mark-paid`,
    tag,
    summary: 'Record a transfer that came in',
    description: 'All that is open, unless `amount` is given. The same reference is recorded once.',
    body: MarkInvoicePaid.omit(withoutId),
    example: { reference: 'Transfer of 3 December' },
    response: z.object({ id: z.string(), status: z.string(), amountOpen: MinorUnits }),
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => markInvoicePaid(actor, { ...body, id: params.invoiceId }),
  }),
  operation({
    id: 'recordRefund',
    method: 'POST',
    path: `${path}/refund`,
    tag,
    summary: 'Record a transfer that went back',
    description: 'Of what was credited after it had been paid.',
    body: RecordRefund.omit(withoutId),
    example: { reference: 'Transfer of 5 December' },
    response: z.object({ id: z.string(), amountOwed: MinorUnits }),
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => recordRefund(actor, { ...body, id: params.invoiceId }),
  }),
  operation({
    id: 'voidInvoice',
    method: 'POST',
    path: `${path}/void`,
    tag,
    summary: 'Declare an open invoice void',
    body: VoidInvoice.omit(withoutId),
    example: { reason: 'Made by mistake.' },
    response: z.object({ id: z.string(), status: z.string() }),
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => voidInvoice(actor, { ...body, id: params.invoiceId }),
  }),
  operation({
    id: 'createCreditNote',
    method: 'POST',
    path: `${path}/credit-notes`,
    tag,
    summary: 'Credit an invoice, or parts of its lines',
    status: 201,
    body: CreateCreditNote.omit(withoutId),
    example: { reason: 'Outage of 3 December', lines: [{ lineId: 'line_0mxkq2h8d0001', amount: 1250 }] },
    response: CreditNoteMade,
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => createCreditNote(actor, { ...body, id: params.invoiceId }),
  }),
  operation({
    id: 'previewRebill',
    method: 'GET',
    path: `${path}/rebill`,
    tag,
    summary: 'See what credit-and-rebill would do',
    response: RebillSchema,
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params }) => previewRebill(actor, params.invoiceId),
  }),
  operation({
    id: 'rebillInvoice',
    method: 'POST',
    path: `${path}/rebill`,
    tag,
    summary: 'Credit an invoice and bill its period anew',
    description: 'In one step; the old invoice stays as it is.',
    body: RebillInvoice.omit(withoutId),
    example: { reason: 'Tax id was missing.' },
    response: RebillSchema,
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params, body }) => rebillInvoice(actor, { ...body, id: params.invoiceId }),
  }),
  operation({
    id: 'getDraftInvoice',
    method: 'GET',
    path: '/subscriptions/{subscriptionId}/draft-invoice',
    tag,
    summary: 'Get what a subscription owes so far',
    description:
      'Computed when asked. The forecast is linear: use goes on as in the share of the period that passed.',
    response: DraftInvoiceSchema,
    errors: ['forbidden', 'invalid_state'],
    run: ({ actor, params }) => getDraftInvoice(actor, params.subscriptionId),
  }),
]
