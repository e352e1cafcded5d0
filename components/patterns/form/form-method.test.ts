import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

// Before the page's script runs, a browser submits a form by itself: a GET would put the fields, passwords too, into the
// address, and with it into histories and logs.
it('every form posts, so that an early submit never puts its fields into the address', () => {
  const files = globSync(['app/**/*.tsx', 'components/**/*.tsx'])
  const forms = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/<form\s[^>]*/g)].map(([tag]) => ({ file, tag })),
  )
  expect(forms.length).toBeGreaterThan(0)
  expect(forms.filter(({ tag }) => !tag.includes('method="post"'))).toEqual([])
})
