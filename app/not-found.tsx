import Link from 'next/link'
import { NotFoundState } from '#components/patterns/not-found-state.tsx'
import { Logo } from '#components/shell/logo.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main id="content" className="flex min-h-dvh flex-col">
      <Link href="/" className="m-4 self-start rounded-control lg:mx-8">
        <Logo />
      </Link>
      <NotFoundState>
        <LinkButton href="/" variant="primary">
          Portal home
        </LinkButton>
        <LinkButton href="/console">Console</LinkButton>
      </NotFoundState>
    </main>
  )
}
