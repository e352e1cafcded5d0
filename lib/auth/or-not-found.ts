import { notFound } from 'next/navigation'
import { AppError } from '#lib/core/errors.ts'

/** For pages: shows the "not found" page when a read throws `not_found`; other errors pass on. */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
