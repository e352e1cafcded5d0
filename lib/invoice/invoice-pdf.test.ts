import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { system } from '#lib/core/context.ts'
import { db } from '#lib/core/db.ts'
import { expectRefusal } from '#lib/core/testing.ts'
import { makeBilledSubscription } from './fixture.ts'
import { getInvoicePdf, renderInvoicePdf } from './invoice-pdf.ts'
import { getInvoice } from './queries.ts'

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const pagesOf = (bytes: Uint8Array) => textOf(bytes).match(/\/Type \/Page\b/g)?.length

/** Streams of the document that are packed: the fonts’ tables tell which characters the pages show. */
function unpacked(bytes: Uint8Array): string {
  const parts = textOf(bytes).split('stream\n').slice(1)
  return parts
    .map((part) => {
      try {
        return inflateSync(Buffer.from(part.slice(0, part.indexOf('\nendstream')), 'latin1')).toString(
          'latin1',
        )
      } catch {
        return ''
      }
    })
    .join('\n')
}

async function arrange() {
  const { subscriptionId, provider } = await makeBilledSubscription()
  const { id } = await db.invoice.findFirstOrThrow({ where: { subscriptionId } })
  return { id, provider, invoice: await getInvoice(system, id) }
}

test('an invoice is a PDF under its number, in the product’s font, and the same one each time', async () => {
  const { id, provider } = await arrange()
  const { bytes, fileName } = await getInvoicePdf(provider.actor, id)
  expect(fileName).toBe('INV-000001.pdf')
  expect(textOf(bytes).startsWith('%PDF-1.')).toBe(true)
  expect(textOf(bytes)).toContain('Geist')
  expect(pagesOf(bytes)).toBe(1)
  const content = (all: Uint8Array) => unpacked(all)
  expect(content((await getInvoicePdf(provider.actor, id)).bytes)).toBe(content(bytes))
})

test('many lines go over as many pages as they need', async () => {
  const { invoice } = await arrange()
  const lines = Array.from({ length: 200 }, (_, position) => ({ ...invoice.lines[0]!, position }))
  const pages = pagesOf(await renderInvoicePdf({ ...invoice, lines }))
  expect(pages).toBeGreaterThan(8)
  expect(pages).toBeLessThan(20)
})

test('one that is held is no document', async () => {
  const { id, provider } = await arrange()
  await db.invoice.update({ where: { id }, data: { status: 'held', number: null } })
  await expectRefusal(getInvoicePdf(provider.actor, id), 'invalid_state')
})
