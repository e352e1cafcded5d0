import { expect, test } from './support/journey.ts'

test('health is 200 and names every part', async ({ request }) => {
  const response = await request.get('/api/health')
  expect(response.status()).toBe(200)
  const health = (await response.json()) as { status: string; parts: object }
  expect(health.status).toBe('ok')
  expect(Object.keys(health.parts).length).toBeGreaterThan(1)
})
