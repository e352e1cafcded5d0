import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { findErrorPage, listErrorPages } from './queries.ts'

describe('error pages', () => {
  it('every code has a page that opens with its title and says what to check', async () => {
    for (const { code, title } of listErrorPages()) {
      const page = await findErrorPage(code)
      expect(page?.body, code).toContain(`\`${code}\``)
      expect(page?.body, code).toContain('## What to check')
      expect(page?.body.split('\n')[0], code).toBe(`# ${title}`)
    }
  })

  it('no page is left over from a code that is gone', async () => {
    const codes = new Set(listErrorPages().map((page) => `${page.code}.md`))
    expect((await readdir('docs/errors')).filter((file) => !codes.has(file))).toEqual([])
  })

  it('an unknown code, or one that tries to leave the folder, has none', async () => {
    expect(await findErrorPage('../../package')).toBeNull()
    expect(await findErrorPage('constructor')).toBeNull()
  })
})
