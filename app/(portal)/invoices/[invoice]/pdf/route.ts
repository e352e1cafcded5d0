import { orNotFound } from '#lib/auth/or-not-found.ts'
import { requireActor } from '#lib/auth/session.ts'
import { getInvoicePdf } from '#lib/invoice/invoice-pdf.ts'

/** The invoice as a document, for members of either side. */
export async function GET(_: Request, { params }: { params: Promise<{ invoice: string }> }) {
  const { invoice } = await params
  const actor = await requireActor(`/invoices/${invoice}`)
  const { bytes, fileName } = await orNotFound(getInvoicePdf(actor, invoice))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${fileName}"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
