import { Callout } from '#components/ui/callout.tsx'
import { Mono } from '#components/ui/mono.tsx'

/** Says that nothing leaves the house, where that is so. */
export function MailServerNote({ isConfigured }: { isConfigured: boolean }) {
  if (isConfigured) return null
  return (
    <Callout tone="warning" title="No mail server is set up, so nothing is sent" className="mb-4">
      Mails are written all the same and can be read here. Set <Mono>SMTP_URL</Mono> in the installation’s
      environment, and those of the last three days go out; older ones would only confuse.
    </Callout>
  )
}
