import type { ComponentProps } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'

/** The person, as the button of their menu. */
export const AccountButton = ({ name, ...props }: ComponentProps<'button'> & { name: string }) => (
  <button type="button" aria-label={`Account of ${name}`} className="rounded-full" {...props}>
    <Avatar name={name} />
  </button>
)
