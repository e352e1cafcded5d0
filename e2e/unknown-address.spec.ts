import { makeOrganization } from '#prisma/factories/organization.ts'
import { expect, signIn, test } from './support/journey.ts'

const ADDRESSES = [
  '/usage?productId=prod_gone',
  '/usage?applicationId=app_gone&groupBy=no_such_group&range=9y',
  '/subscriptions?productId=prod_gone&status=no_such_state',
  '/changes?object=nothing',
  '/apis?cursor=nothing',
  '/apis/api_gone',
  '/api-products/prod_gone',
  '/applications/app_gone',
  '/subscriptions/sub_gone',
  '/changes/nothing',
  '/gateways/nothing',
  '/api-reference/nothing',
]

test('old and mistyped addresses of the console lead to an empty list or to "not found", never to an error', async ({
  page,
}) => {
  const organization = await makeOrganization()
  await signIn(page, organization.ownerSignIn)
  for (const address of ADDRESSES) {
    const response = await page.goto(`/console/${organization.slug}${address}`)
    expect(response?.status(), address).toBeLessThan(500)
    await expect(page.getByRole('heading', { level: 1 }), address).toBeVisible()
    await expect(page.getByText(/could not be loaded/), address).toHaveCount(0)
  }
})
