import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refusals } from '#gateway-sync/contract/index.ts'
import { errorCatalogue } from '#lib/core/errors.ts'

export type ErrorPage = { code: string; title: string; status: number; source: 'platform' | 'gateway' }

/** Every code that the platform or a gateway can answer, in catalogue order. */
export function listErrorPages(): ErrorPage[] {
  const of = (catalogue: Record<string, { status: number; title: string }>, source: ErrorPage['source']) =>
    Object.entries(catalogue).map(([code, { status, title }]) => ({ code, title, status, source }))
  return [...of(errorCatalogue, 'platform'), ...of(refusals, 'gateway')]
}

/** The page of one code with its Markdown from `docs/errors`, or null for an unknown code. */
export async function findErrorPage(code: string): Promise<(ErrorPage & { body: string }) | null> {
  const page = listErrorPages().find((candidate) => candidate.code === code)
  if (!page) return null
  const body = await readFile(join(process.cwd(), 'docs/errors', `${page.code}.md`), 'utf8')
  return { ...page, body }
}
