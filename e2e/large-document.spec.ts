import { largeDocument } from '#lib/api/testing/large-document.ts'
import { makeApi } from '#prisma/factories/api.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { makeOffer } from '#prisma/factories/product.ts'
import { countScripts } from './support/count-scripts.ts'
import { expect, test } from './support/journey.ts'

const MB = 1024 * 1024
const KB = 1024

test('an operation of a document of 5 MB shows, and its page takes less than 200 KB of scripts', async ({
  page,
}, testInfo) => {
  const document = largeDocument()
  expect(JSON.stringify(document).length).toBeGreaterThan(5 * MB)
  const organization = await makeOrganization('Provider')
  const api = await makeApi(organization, { document: JSON.stringify(document) })
  const { product } = await makeOffer({ organization, product: { apiIds: [api.id] } })

  const scripts = await countScripts(page)
  await page.goto(`/products/${product.slug}/reference/${api.slug}/get-payment-1000`, {
    waitUntil: 'networkidle',
  })
  await expect(page.getByRole('heading', { level: 2, name: 'Read payment 1000' })).toBeVisible()
  testInfo.annotations.push({ type: 'scripts', description: JSON.stringify(scripts) })
  expect(scripts.files).toBeGreaterThan(0)
  expect(scripts.transferred).toBeLessThan(200 * KB)

  await page.getByRole('searchbox', { name: 'Find an operation' }).fill('Read card 1130')
  await page.getByRole('link', { name: /Read card 1130/ }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Read card 1130' })).toBeVisible()
})
