import { isUniqueViolation } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'

/** For `.catch`: turns the database's word on a second product or page at that address into one for the form. */
export const slugTaken =
  (slug: string | undefined) =>
  (error: unknown): never => {
    if (!isUniqueViolation(error, 'slug')) throw error
    throw new AppError('conflict', `The address “${slug}” is taken. Choose another one.`, {
      fields: { slug: 'This address is taken. Choose another one.' },
    })
  }
