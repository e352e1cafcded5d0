import type { BrowserContext, Page } from '@playwright/test'
import { axe, onceLaidOut, seriousViolations, sidewaysScroll } from './support/accessible.ts'
import { type Furnished, furnishedOrganization } from './support/furnished.ts'
import { expect, signIn, test } from './support/journey.ts'
import { ownScreens, publicScreens } from './support/screens.ts'

/** The screen in light; in dark, where only colours are others; and on a phone, where only the layout is. */
async function inspect(page: Page, path: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
  expect(await seriousViolations(axe(page)), 'in light').toEqual([])
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveClass(/dark/)
  expect(await seriousViolations(axe(page).withRules('color-contrast')), 'in dark').toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  await onceLaidOut(page)
  expect(await sidewaysScroll(page), 'nothing is wider than a phone').toBe(0)
  expect(await seriousViolations(axe(page).disableRules('color-contrast')), 'on a phone').toEqual([])
}

let made: Furnished
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>

test.beforeAll(async ({ browser }) => {
  made = await furnishedOrganization()
  const page = await browser.newPage()
  await signIn(page, made.organization.ownerSignIn)
  signedIn = await page.context().storageState()
  await page.close()
})

for (const [screen, path] of Object.entries(publicScreens))
  test(`anybody can use: ${screen}`, async ({ page }) => {
    await inspect(page, path(made))
  })

for (const [screen, path] of Object.entries(ownScreens))
  test(`everybody who is signed in can use: ${screen}`, async ({ page }) => {
    await page.context().addCookies(signedIn.cookies)
    await inspect(page, path(made))
  })
