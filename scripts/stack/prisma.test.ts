import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { packageFile, root } from './paths.ts'
import '#lib/core/db.ts'

test('the migrations lead to exactly the schema', async () => {
  const words = 'migrate diff --from-config-datasource --to-schema prisma/schema --exit-code'
  const args = [packageFile('prisma/build/index.js'), ...words.split(' ')]
  // Exit code 2 says that they differ: then it rejects, and the difference stands in the message.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env: process.env })
  expect(stdout).toContain('No difference detected')
})
