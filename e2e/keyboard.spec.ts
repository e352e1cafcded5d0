import type { Page } from '@playwright/test'
import { makeApplication, makeCredential } from '#prisma/factories/application.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { uniqueName } from '#prisma/factories/unique.ts'
import { makeAccountsOffer } from './support/accounts.ts'
import { expect, signIn, test } from './support/journey.ts'

/** Presses Tab until the wanted control has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, role: 'button' | 'link' | 'textbox' | 'radio', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true })
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluateAll((found) => found.some((one) => one === document.activeElement))) return
  }
  throw new Error(`The ${role} “${name}” is not reached by Tab.`)
}

test('the palette goes to a page of the console, and finds an object by its name', async ({ page }) => {
  const organization = await makeOrganization()
  await signIn(page, organization.ownerSignIn, `/console/${organization.slug}`)
  const palette = page.getByRole('dialog', { name: 'Go to or do' })
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(palette).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await page.keyboard.type('Changes')
  await expect(palette.getByRole('option', { selected: true })).toHaveText(/Changes/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible()
  await expect(palette).toHaveCount(0)
})

test('the portal’s palette finds an application by its name', async ({ page }) => {
  const organization = await makeOrganization()
  const { id, name } = await makeApplication(organization)
  await signIn(page, organization.ownerSignIn, '/applications')
  await page.getByRole('button', { name: 'Search and commands' }).click()
  // Its code comes when it is first wanted.
  await expect(page.getByRole('combobox', { name: 'Go to or do' })).toBeFocused()
  await page.keyboard.type(name)
  await expect(page.getByRole('option', { name })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === `/applications/${id}`)
})

test('what is typed before the palette’s code has come is in it', async ({ page }) => {
  const organization = await makeOrganization()
  await signIn(page, organization.ownerSignIn, `/console/${organization.slug}`)
  await page.waitForLoadState('networkidle')
  const release = Promise.withResolvers<void>()
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await release.promise
    await route.continue()
  })
  const isFetching = page.waitForRequest(/\/_next\/static\/.*\.js/)
  const opener = page.getByRole('button', { name: 'Search and commands' })
  await opener.hover()
  await isFetching
  await opener.click()
  await expect(opener).toHaveAttribute('aria-expanded', 'true')
  const input = page.getByRole('combobox', { name: 'Go to or do' })
  await expect(input).toHaveCount(0)
  await page.keyboard.type('Chab')
  await page.keyboard.press('Backspace')
  release.resolve()
  await expect(input).toBeFocused()
  await page.keyboard.type('nges')
  await expect(input).toHaveValue('Changes')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Changes' })).toBeVisible()
})

test('a link that is followed while typing is not overtaken by the search', async ({ page }) => {
  const { organization, product } = await makeAccountsOffer()
  const list = `/console/${organization.slug}/api-products`
  await signIn(page, organization.ownerSignIn, list)
  const link = page.getByRole('link', { name: product.name })
  const filter = page.getByRole('searchbox')
  const follow = (when: 'before the pause ends' | 'as it ends') =>
    link.evaluate((target: HTMLElement, when) => {
      if (when === 'before the pause ends') return target.click()
      // The next timer is the pause's: the click comes in its turn, before anything that it set going has its own.
      const { setTimeout } = window
      const once = (run: () => void, ms?: number, ...rest: unknown[]) => {
        window.setTimeout = setTimeout
        return setTimeout(() => {
          Reflect.apply(run, null, rest)
          target.click()
        }, ms)
      }
      window.setTimeout = once as typeof setTimeout
    }, when)
  for (const when of ['before the pause ends', 'as it ends'] as const) {
    await expect(async () => {
      await page.keyboard.press('/')
      await expect(filter, 'the page listens').toBeFocused({ timeout: 1_000 })
    }).toPass()
    if (when === 'as it ends') await follow(when)
    await filter.fill(product.name.slice(0, 3))
    if (when === 'before the pause ends') await follow(when)
    await expect(page.getByRole('heading', { level: 1, name: product.name }), when).toBeVisible()
    await page.waitForLoadState('networkidle')
    await expect(page, when).toHaveURL(/api-products\/prod_[^?]*$/)
    await page.goto(list)
  }
})

test('a dialog takes the focus, keeps it, and gives it back', async ({ page }) => {
  const organization = await makeOrganization()
  const application = await makeApplication(organization)
  const { name } = await makeCredential(organization, application.id)
  await signIn(page, organization.ownerSignIn, `/applications/${application.id}`)
  const opener = page.getByRole('button', { name: `Revoke key ${name}` })
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('alertdialog')
  await expect(
    dialog.getByRole('button', { name: 'Cancel' }),
    'nothing breaks by a stray Enter',
  ).toBeFocused()
  for (let presses = 0; presses < 4; presses++) {
    await page.keyboard.press('Tab')
    await expect(dialog.locator(':focus')).toHaveCount(1)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(opener).toBeFocused()
})

test('"/" goes to the filter of a list, and Escape empties and leaves it', async ({ page }) => {
  const { organization, product } = await makeAccountsOffer()
  await signIn(page, organization.ownerSignIn, `/console/${organization.slug}/api-products`)
  const filter = page.getByRole('searchbox')
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(filter).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await page.keyboard.type('no such product')
  await expect(page.getByRole('link', { name: product.name })).toHaveCount(0)
  await expect(page).toHaveURL(/q=no/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: product.name })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(filter).not.toBeFocused()
})

test('a developer subscribes by keyboard only', async ({ page }) => {
  const offer = await makeAccountsOffer({ name: 'Standard' })
  const consumer = await makeOrganization('Consumer')
  const application = uniqueName('Keyboard')
  await signIn(page, consumer.ownerSignIn, `/products/${offer.product.slug}`)
  await tabTo(page, 'link', 'Choose Standard')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname.endsWith('/subscribe'))
  await tabTo(page, 'textbox', 'Name of the application')
  await page.keyboard.type(application)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('API key', { exact: true })).toBeVisible()
  await tabTo(page, 'button', 'I saved it')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('API key', { exact: true })).toHaveCount(0)
  await tabTo(page, 'link', 'Go to the application')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: application })).toBeVisible()
})

test('the first Tab offers to skip to the content', async ({ page }) => {
  await page.goto('/catalogue')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.locator('#content')).toBeFocused()
})
