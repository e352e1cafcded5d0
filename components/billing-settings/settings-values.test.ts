import { expect, it } from 'vitest'
import { SettingsForm, toDays, toSettings, toValues } from './settings-values.ts'

const settings = {
  organizationId: 'org_1',
  legalName: 'Acme GmbH',
  address: '',
  country: 'DE',
  taxId: '',
  email: '',
  bankDetails: '',
  invoicePrefix: 'INV',
  paymentTermsDays: 14,
  taxRates: [{ country: 'DE', ratePercent: 19 }],
  paymentProvider: 'manual' as const,
  dunningDays: [3, 5, 7],
  graceDays: 14,
  isStripeAvailable: false,
}
const values = toValues(settings)
const messages = (changed: object) =>
  (SettingsForm.safeParse({ ...values, ...changed }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )

it('the form says what the settings say, and back', () => {
  const { isStripeAvailable: _, ...stored } = settings
  expect(toSettings(values)).toEqual(stored)
  expect(messages({})).toEqual([])
})

it('days are read in any order, each once; what is no whole day is refused at its field', () => {
  expect(toDays('7, 3 3;5')).toEqual([3, 5, 7])
  expect(toDays('')).toEqual([])
  expect(messages({ dunningDays: '3, soon' })).toEqual(['dunningDays: Enter whole days'])
  expect(messages({ dunningDays: '400' })).toEqual(['dunningDays: Enter 365 at most'])
})

it('a number that was emptied is asked for, never left as it was', () => {
  expect(messages({ paymentTermsDays: undefined })).toEqual(['paymentTermsDays: Enter whole days'])
  expect(messages({ taxRates: [{ country: 'DE' }] })).toEqual(['taxRates.0.ratePercent: Enter a number'])
})
