import { defineConfig } from '@playwright/test'
import { journeyEnvironment, portalUrl } from './e2e/support/addresses.ts'
import { CHROMIUM_ARGS, findChromium } from './e2e/support/chromium.ts'

// A paused gateway holds every revision of the stack: this one runs when the others are done.
const ALONE = '**/revocation-with-paused-gateway.spec.ts'
const env = await journeyEnvironment()

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // Journeys share one stack, and two cores.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 40_000 },
  forbidOnly: true,
  outputDir: 'test-results/journeys',
  projects: [
    { name: 'together', testIgnore: ALONE },
    { name: 'alone', testMatch: ALONE, dependencies: ['together'] },
  ],
  use: {
    baseURL: portalUrl(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGS },
  },
  webServer: {
    command: `"${process.execPath}" e2e/support/start-stack.ts`,
    url: `${portalUrl()}/api/health`,
    env,
    timeout: 1_200_000,
    reuseExistingServer: false,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 40_000 },
  },
})
