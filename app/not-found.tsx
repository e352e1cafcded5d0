import Link from 'next/link'
import { Logo } from '#components/shell/logo.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main id="content" className="mx-auto flex min-h-[70dvh] max-w-md flex-col justify-center px-4 py-16">
      <Link href="/" className="mb-8 self-start rounded-control">
        <Logo />
      </Link>
      <h1 className="text-title">There is nothing here</h1>
      <p className="mt-1 text-pretty text-muted">
        The address may be mistyped, the object may be gone, or it belongs to an organization that you are not
        a member of.
      </p>
      <div className="mt-5 flex gap-2">
        <LinkButton href="/" variant="primary">
          Portal home
        </LinkButton>
        <LinkButton href="/console">Console</LinkButton>
      </div>
    </main>
  )
}
