import { Section } from '#components/patterns/section.tsx'
import { scrollPane } from '#components/ui/scroll-pane.ts'
import type { MailWithBody } from '#lib/mail/schema.ts'

/** The mail as it looks, in a frame of its own that runs no script and reaches nothing of the page; and as text. */
export function MailView({ mail }: { mail: MailWithBody }) {
  return (
    <div className="mt-8 grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <Section title="As it looks" className="mt-0">
        <iframe
          title={`The mail “${mail.subject}”`}
          sandbox=""
          srcDoc={mail.html}
          className="h-160 w-full rounded-card border border-line bg-ground"
        />
      </Section>
      <Section title="As text" className="mt-0">
        <pre
          {...scrollPane}
          className="scroll-thin max-h-160 overflow-auto rounded-card border border-line bg-subtle p-4 text-meta leading-5 whitespace-pre-wrap break-words"
        >
          {mail.text}
        </pre>
      </Section>
    </div>
  )
}
