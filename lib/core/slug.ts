import { z } from 'zod'

/** A URL segment: lower-case letters, digits and single dashes, 2 to 64 characters. */
export const Slug = z
  .string()
  .min(2, 'Use 2 characters or more')
  .max(64, 'Use 64 characters at most')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single dashes')

/** Makes a slug from a name; falls back to `fallback` when nothing usable is left. */
export function slugify(name: string, fallback = 'item'): string {
  const slug = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
  return slug.length >= 2 ? slug : fallback
}
