import { defineConfig } from 'vitest/config'
import { testFiles } from './scripts/test-support/kind.ts'

// What a test needs is read from what it imports: the quick ones run alone in `npm run verify`, and only those that reach
// the database wait for one.
const files = testFiles()

export default defineConfig({
  test: {
    maxWorkers: 2,
    pool: 'forks',
    passWithNoTests: true,
    // Tests assert behaviour, not time: a busy machine must not fail them.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // The house's log of what tests provoke would bury their results.
    env: { LOG_LEVEL: 'silent' },
    projects: [
      { extends: true, test: { name: 'unit', include: files.unit } },
      { extends: true, test: { name: 'process', include: files.process } },
      {
        extends: true,
        test: {
          name: 'database',
          include: files.database,
          globalSetup: 'scripts/test-support/global-setup.ts',
          setupFiles: 'scripts/test-support/setup-database.ts',
        },
      },
    ],
  },
})
