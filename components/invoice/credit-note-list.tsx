import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Time } from '#components/ui/time.tsx'
import { formatMoney } from '#lib/core/money.ts'
import type { CreditNoteItem } from '#lib/invoice/schema/invoice.ts'

type Props = {
  notes: CreditNoteItem[]
  currency: string
  /** The invoice that they take back of. */
  invoice: { number: string; href: string }
}

/** What was taken back of an invoice: each note with its reason, its lines and what they come to. */
export function CreditNoteList({ notes, currency, invoice }: Props) {
  const money = (amount: bigint | string) => formatMoney(amount, currency)
  return (
    <ul className="flex flex-col gap-3">
      {notes.map((note) => (
        <li key={note.id} id={note.id} className="group scroll-mt-20 break-inside-avoid">
          <Card className="p-4 text-table group-target:border-accent">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <p className="font-medium">{note.number}</p>
              <p className="text-meta text-muted">
                <Time at={note.issuedAt} look="date" /> · takes back of{' '}
                <TextLink href={invoice.href}>{invoice.number}</TextLink>
              </p>
            </div>
            <p className="mt-1 break-words text-muted">{note.reason}</p>
            <dl className="mt-3 flex flex-col gap-1 border-t border-line pt-3">
              {note.lines.map((line) => (
                <Row key={line.lineId} label={line.description} value={money(line.amount)} />
              ))}
              {note.tax !== 0n && <Row label="Tax" value={money(note.tax)} />}
              <Row label="Credited" value={money(note.total)} isStrong />
            </dl>
          </Card>
        </li>
      ))}
    </ul>
  )
}

function Row({ label, value, isStrong = false }: { label: string; value: string; isStrong?: boolean }) {
  return (
    <div className={`flex justify-between gap-4 ${isStrong ? 'font-medium' : 'text-muted'}`}>
      <dt className="min-w-0 break-words">{label}</dt>
      <dd className="whitespace-nowrap tabular-nums">{value}</dd>
    </div>
  )
}
