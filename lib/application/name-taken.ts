import { isUniqueViolation } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'

/** For `.catch`: turns the database's word on a second application of that name into one for the form. */
export const nameTaken =
  (name: string) =>
  (error: unknown): never => {
    if (!isUniqueViolation(error)) throw error
    throw new AppError('conflict', `An application named “${name}” is there already. Choose another name.`, {
      fields: { name: 'This name is taken. Choose another one.' },
    })
  }
