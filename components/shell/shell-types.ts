import type { Role } from '#lib/core/context.ts'

/** Who is signed in, as far as the frame of a page needs it. */
export type ShellUser = { name: string; isOperator: boolean }

/** The person's own settings; they stand in an organization's console. */
export const accountHref = (organization: { slug: string } | undefined): string | undefined =>
  organization && `/console/${organization.slug}/settings/profile`

export type ShellOrganization = { slug: string; name: string; role: Role }
