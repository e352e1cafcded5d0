import { ListInvoices } from '#lib/invoice/schema/invoice.ts'

export type InvoiceSearch = {
  cursor?: string
  q?: string
  status?: string
  kind?: string
  customerId?: string
}

/** The list that an address asks for. A filter that makes no sense is left out. */
export function invoicesQuery({ q, status, kind, customerId }: InvoiceSearch, organizationId: string) {
  const { shape } = ListInvoices
  return {
    side: 'provider' as const,
    organizationId,
    search: shape.search.safeParse(q).data,
    status: shape.status.safeParse(status).data,
    kind: shape.kind.safeParse(kind).data,
    customerId: customerId || undefined,
  }
}
