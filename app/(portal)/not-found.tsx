import { NotFoundState } from '#components/patterns/not-found-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <NotFoundState>
      <LinkButton href="/catalogue" variant="primary">
        Browse the catalogue
      </LinkButton>
      <LinkButton href="/applications">My applications</LinkButton>
    </NotFoundState>
  )
}
