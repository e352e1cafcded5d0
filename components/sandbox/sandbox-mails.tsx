'use client'
import { useUrlDialog } from '#components/patterns/use-url-dialog.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Time } from '#components/ui/time.tsx'
import type { SandboxMail } from '#lib/sandbox/schema.ts'

/** The mails that its people get, to be read here. */
export function SandboxMails({ mails }: { mails: SandboxMail[] }) {
  if (mails.length === 0)
    return (
      <Card className="px-4 py-6 text-table text-muted">
        No mails yet. Invoices, reminders and receipts of the sandbox show here as its customer reads them.
      </Card>
    )
  return (
    <Card>
      <ul aria-label="Mails of the sandbox" className="divide-y divide-line">
        {mails.map((mail) => (
          <li
            key={mail.id}
            className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2"
          >
            <span className="min-w-0 flex-1 basis-56">
              <span className="block truncate text-table font-medium" title={mail.subject}>
                {mail.subject}
              </span>
              <span className="text-meta text-muted">
                to {mail.to} · written <Time at={mail.createdAt} />
              </span>
            </span>
            <ReadMail mail={mail} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function ReadMail({ mail }: { mail: SandboxMail }) {
  const { isOpen, setOpen } = useUrlDialog('mail', mail.id)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small" aria-label={`Read “${mail.subject}”`}>
          Read
        </Button>
      </DialogTrigger>
      <DialogContent title={mail.subject} description={`To ${mail.to}`} width="medium">
        <pre className="whitespace-pre-wrap break-words font-sans text-body">{mail.text}</pre>
      </DialogContent>
    </Dialog>
  )
}
