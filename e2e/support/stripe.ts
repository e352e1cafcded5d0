import { expect, type Page } from '@playwright/test'
import { addresses } from './journey.ts'

/** Cards of Stripe's tests: one that is charged, and one that is saved without complaint and declined whenever charged. */
export const CARDS = { good: '4242424242424242', declined: '4000000000000341' } as const

/** Lets the next call of this kind whose body holds the text be answered by 500: no other journey's, which share the server. */
export async function failOnce(fault: { call: string; body: string }): Promise<void> {
  const answer = await fetch(`${addresses().stripe}/control/faults`, {
    method: 'POST',
    body: JSON.stringify({ ...fault, status: 500 }),
  })
  expect(answer.ok, await answer.text()).toBe(true)
}

/** A person enters a card on the page of Stripe's that is open, and presses its button. */
export async function enterCard(page: Page, card: string, button: string): Promise<void> {
  await page.getByLabel('Card number').fill(card)
  await page.getByLabel('Expiry (MM / YY)').fill('12 / 34')
  await page.getByLabel('CVC').fill('123')
  await page.getByRole('button', { name: button }).click()
}
