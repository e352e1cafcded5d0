import type { BrowserContext, Locator, Page } from '@playwright/test'
import { axe, onceLaidOut, seriousViolations, sidewaysScroll } from './support/accessible.ts'
import { dialogs, type FurnishedForDialogs, furnishedForDialogs, type Step } from './support/dialogs.ts'
import { expect, signIn, test } from './support/journey.ts'

const anyDialog = (page: Page): Locator => page.locator('[role=dialog], [role=alertdialog]')

/** Takes a step in the dialog that is open, or else on the page. */
async function take(page: Page, step: Step): Promise<void> {
  const within = (await anyDialog(page).count()) > 0 ? anyDialog(page) : page
  if ('fill' in step) await within.getByLabel(step.fill, { exact: true }).fill(step.text)
  else if ('choose' in step) await page.getByRole('menuitem', { name: step.choose, exact: true }).click()
  else await within.getByRole('button', { name: step.press, exact: true }).first().click()
}

/** The dialog in light; in dark, where only colours are others; and on a phone, where it must not be cut off. */
async function inspect(page: Page, dialog: Locator): Promise<void> {
  await onceLaidOut(page)
  expect(await seriousViolations(axe(page)), 'in light').toEqual([])
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveClass(/dark/)
  expect(await seriousViolations(axe(page).withRules('color-contrast')), 'in dark').toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  await onceLaidOut(page)
  const box = (await dialog.boundingBox())!
  expect(box.x, 'begins on the screen').toBeGreaterThanOrEqual(0)
  expect(box.x + box.width, 'ends on the screen').toBeLessThanOrEqual(390)
  expect(await sidewaysScroll(page), 'nothing is wider than a phone').toBe(0)
  expect(await seriousViolations(axe(page).disableRules('color-contrast')), 'on a phone').toEqual([])
}

let made: FurnishedForDialogs
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>

test.beforeAll(async ({ browser }) => {
  made = await furnishedForDialogs()
  const page = await browser.newPage()
  await signIn(page, made.organization.ownerSignIn)
  signedIn = await page.context().storageState()
  await page.close()
})

for (const [name, { path, steps, title }] of Object.entries(dialogs))
  test(`everybody can use the dialog: ${name}`, async ({ page }) => {
    await page.context().addCookies(signedIn.cookies)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(path(made))
    for (const step of steps) await take(page, step)
    const dialog = anyDialog(page)
    await expect(dialog).toHaveAccessibleName(new RegExp(`^${title}`))
    await expect(dialog.locator(':focus'), 'the focus is in it').toHaveCount(1)
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    await inspect(page, dialog)
  })
