import { z } from 'zod'

const text = (max: number) => z.string().trim().max(max, `Use ${max} characters at most`)

/** Two letters, ISO 3166; empty: not said. */
export const Country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^([A-Z]{2})?$/, 'Use the two letters of ISO 3166, e.g. DE')

export const Email = z
  .string()
  .trim()
  .max(254)
  .refine((value) => value === '' || z.email().safeParse(value).success, 'Not an e-mail address')

export const LegalName = text(200)
export const Address = text(500)
export const TaxId = text(40)

const TaxRate = z.object({
  country: Country.refine((value) => value !== '', 'Choose a country'),
  ratePercent: z.number('Enter a number').min(0, 'Enter 0 or more').max(100, 'Enter 100 at most'),
})
export type TaxRate = z.infer<typeof TaxRate>

const TaxRateList = z
  .array(TaxRate)
  .max(300, 'Use 300 rates at most')
  .superRefine((rates, context) => {
    rates.forEach(({ country }, index) => {
      if (rates.findIndex((rate) => rate.country === country) < index)
        context.addIssue({
          code: 'custom',
          path: [index, 'country'],
          message: 'This country has a rate already',
        })
    })
  })

const days = (max: number) =>
  z.int('Enter whole days').min(0, 'Enter 0 or more').max(max, `Enter ${max} at most`)

/** How a provider bills. What is left out stays as it is. */
export const UpdateBillingSettings = z.object({
  organizationId: z.string().min(1).max(64),
  legalName: LegalName.optional(),
  address: Address.optional(),
  country: Country.optional(),
  taxId: TaxId.optional(),
  email: Email.optional(),
  bankDetails: text(1_000).optional(),
  invoicePrefix: z
    .string()
    .regex(/^[A-Z0-9]{1,12}$/, 'Use 1 to 12 capital letters and digits')
    .optional(),
  paymentTermsDays: days(365).optional(),
  taxRates: TaxRateList.optional(),
  paymentProvider: z.enum(['manual', 'stripe']).optional(),
  dunningDays: z.array(days(365)).max(10, 'Use 10 steps at most').optional(),
  graceDays: days(365).optional(),
})
export type UpdateBillingSettings = z.input<typeof UpdateBillingSettings>

export type BillingSettingsItem = {
  organizationId: string
  legalName: string
  address: string
  country: string
  taxId: string
  email: string
  bankDetails: string
  invoicePrefix: string
  paymentTermsDays: number
  taxRates: TaxRate[]
  paymentProvider: 'manual' | 'stripe'
  dunningDays: number[]
  graceDays: number
  /** The installation has an account at Stripe, so it can be chosen. */
  isStripeAvailable: boolean
}

export const TaxRates = z.array(TaxRate)
