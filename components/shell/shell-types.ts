import type { Role } from '#lib/core/context.ts'

/** Who is signed in, as far as the frame of a page needs it. */
export type ShellUser = { name: string; isOperator: boolean }

export type ShellOrganization = { slug: string; name: string; role: Role }
