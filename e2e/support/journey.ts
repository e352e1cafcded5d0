import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, test as base, expect, type Locator, type Page } from '@playwright/test'
import type { Person } from '#prisma/factories/organization.ts'

// Factories write through the same verbs as the application, into the database of the stack that the journeys run against.
const runFile = join(process.env.JOURNEY_DATA_DIR ?? '.data/journeys', 'run.json')
const readRun = () =>
  JSON.parse(readFileSync(runFile, 'utf8')) as { databaseUrl: string; addresses: Record<string, string> }

type PerTest = { pageErrors: string[] }
type PerWorker = { database: string }

/** A journey's test: factories, which read the environment as the stack's own processes do, may be called in it and in its `beforeAll`. */
export const test = base.extend<PerTest, PerWorker>({
  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern
    async ({}, use) => {
      const { databaseUrl, addresses } = readRun()
      process.env.DATABASE_URL ??= databaseUrl
      process.env.PORT = new URL(addresses.web!).port
      process.env.GATEWAY_PORT = new URL(addresses.gateway!).port
      process.env.DEMO_STRIPE_PORT = new URL(addresses.stripe!).port
      await use(process.env.DATABASE_URL)
    },
    { auto: true, scope: 'worker' },
  ],
  pageErrors: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      await use(errors)
      expect(errors, 'no script of a page may fail').toEqual([])
    },
    { auto: true },
  ],
})
export { expect }

/** Addresses of the running stack, by process. */
export const addresses = (): Record<string, string> => readRun().addresses

/** Signs a person in through the form and waits until it leads away. */
export async function signIn(
  page: Page,
  person: Pick<Person, 'email' | 'password'>,
  path = '/console',
): Promise<void> {
  await page.goto(`/sign-in?returnTo=${encodeURIComponent(path)}`)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** A page of another person: cookies of its own. */
export async function anotherPerson(browser: Browser): Promise<Page> {
  const context = await browser.newContext()
  return context.newPage()
}

/** Calls through the gateway as a consumer would. */
export async function call(
  url: string,
  key: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(url, { headers: { 'X-API-Key': key } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** Reloads until it is shown: for facts that reach a page some moments after they happened. */
export async function untilShown(page: Page, wanted: Locator): Promise<void> {
  await expect(async () => {
    await page.reload()
    await expect(wanted.first()).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 90_000 })
}

/** Calls until the gateway answers with this status, as it does once a change is enforced there, and not once more. */
export async function untilStatus(url: string, key: string, status: number): ReturnType<typeof call> {
  const answers: Awaited<ReturnType<typeof call>>[] = []
  await expect(async () => {
    answers.push(await call(url, key))
    expect(answers.at(-1)!.status, JSON.stringify(answers.at(-1)!.body)).toBe(status)
  }).toPass({ timeout: 60_000 })
  return answers.at(-1)!
}

/** Opens what asks first, and says yes by its verb. */
export async function act(page: Page, opener: Locator, verb: string): Promise<void> {
  await opener.first().click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: verb, exact: true }).click()
  await expect(dialog).toHaveCount(0)
}
