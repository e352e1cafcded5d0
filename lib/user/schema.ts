import { z } from 'zod'
import { OrganizationName } from '#lib/organization/schema.ts'
import { isCommonPassword } from './common-passwords.ts'

/** Compared and stored in lower case. */
export const Email = z
  .string('Enter your e-mail address')
  .trim()
  .toLowerCase()
  .max(254, 'Use 254 characters at most')
  .pipe(z.email('Enter an e-mail address, such as name@example.com'))

export const PersonName = z
  .string('Enter your name')
  .trim()
  .min(1, 'Enter your name')
  .max(80, 'Use 80 characters at most')

/** A new password, by NIST SP 800-63B: length counts, composition does not; common ones are refused. */
export const NewPassword = z
  .string('Choose a password')
  .min(10, 'Use 10 characters or more')
  .max(200, 'Use 200 characters at most')
  .refine((password) => !isCommonPassword(password), 'This password is among the first to be guessed')

/** The message for a password that is its own e-mail address, or null. */
export function passwordLikeEmail(password: string, email: string): string | null {
  const plain = password.toLowerCase()
  const isLike = plain === email || plain === email.split('@')[0]
  return isLike ? 'Do not use your e-mail address as the password' : null
}

export const SignUp = z
  .object({
    name: PersonName,
    email: Email,
    password: NewPassword,
    /** Makes this organization on the way, with the new person as its owner. */
    organizationName: z
      .string()
      .trim()
      .transform((name) => name || undefined)
      .pipe(OrganizationName.optional())
      .optional(),
    /** Takes up this invitation on the way. */
    invitationToken: z.string().max(200).optional(),
  })
  .superRefine(({ password, email }, context) => {
    const message = passwordLikeEmail(password, email)
    if (message) context.addIssue({ code: 'custom', path: ['password'], message })
  })
export type SignUp = z.input<typeof SignUp>

export const SignIn = z.object({
  email: z
    .string('Enter your e-mail address')
    .trim()
    .toLowerCase()
    .min(1, 'Enter your e-mail address')
    .max(254),
  password: z.string('Enter your password').min(1, 'Enter your password').max(200),
  /** The caller's network address, for the limit on attempts. */
  address: z.string().max(100),
})
export type SignIn = z.input<typeof SignIn>

export const SignInWithOidc = z.object({
  issuer: z.string().min(1).max(500),
  subject: z.string().min(1).max(500),
  email: Email,
  name: z.string().trim().max(80).default(''),
  isEmailVerified: z.boolean(),
})
export type SignInWithOidc = z.input<typeof SignInWithOidc>

export const ChangePassword = z.object({
  /** May be left out only by somebody who has none. */
  currentPassword: z.string().max(200).default(''),
  newPassword: NewPassword,
})
export type ChangePassword = z.input<typeof ChangePassword>

export const UpdateProfile = z.object({ name: PersonName })
export type UpdateProfile = z.input<typeof UpdateProfile>

export const SetOperator = z.object({ userId: z.string().max(64), isOperator: z.boolean() })
export type SetOperator = z.input<typeof SetOperator>

/** What a session is made of. */
export type SignedIn = { userId: string; name: string; email: string; sessionEpoch: number }

export type Profile = {
  id: string
  name: string
  email: string
  isOperator: boolean
  hasPassword: boolean
  createdAt: Date
}
