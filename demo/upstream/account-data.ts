import { decimal, pick, seeded } from './random.ts'

export const CURRENCIES = ['EUR', 'GBP', 'USD', 'CHF'] as const
export const STATUSES = ['open', 'frozen', 'closed'] as const
type Currency = (typeof CURRENCIES)[number]

const DAY_MS = 86_400_000
const FIRST_NUMBER = 1001
const ACCOUNTS = 48
const TRANSACTIONS = 120
const OWNERS = ['Amara Okafor', 'Jonas Weber', 'Lucía Fernández', 'Noah Lindqvist', 'Priya Raman', 'Sofia Rossi',
  'Thomas Keller', 'Yuki Tanaka', 'Harbour Homes Ltd', 'Lindqvist & Sons', 'Atelier Rossi', 'Nordlicht GmbH'] // biome-ignore format: a list
const KINDS = [
  ['current', 'Everyday account'],
  ['savings', 'Rainy day savings'],
  ['business', 'Business account'],
] as const
const PAYEES = [
  ['groceries', 'Corner Bakery', 400, 9_000],
  ['groceries', 'Green Market', 900, 14_000],
  ['rent', 'Harbour Homes Ltd', 78_000, 190_000],
  ['travel', 'City Railways', 280, 16_000],
  ['travel', 'Blue Sky Airlines', 8_000, 62_000],
  ['utilities', 'Nordwind Energy', 3_500, 21_000],
  ['leisure', 'Cinema Lumière', 900, 4_800],
  ['transfer', 'Jonas Weber', 1_000, 50_000],
] as const

const money = (cents: number, currency: Currency) => ({ value: decimal(cents), currency })
const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10)

function account(index: number) {
  const random = seeded(index + 1)
  const [kind, name] = KINDS[index % KINDS.length]!
  const status = index % 17 === 16 ? 'closed' : index % 13 === 12 ? 'frozen' : 'open'
  const bban =
    String(Math.floor(random() * 1e9)).padStart(9, '0') + String(Math.floor(random() * 1e9)).padStart(9, '0')
  return {
    id: `acc_${FIRST_NUMBER + index}`,
    name,
    kind,
    status,
    iban: `DE${String(10 + (index % 89))}${bban}`,
    currency: CURRENCIES[index % 7 < 4 ? 0 : (index % 3) + 1]!,
    owner: { id: `cus_${2001 + (index % OWNERS.length)}`, name: OWNERS[index % OWNERS.length]! },
    openedAt: isoDay(Date.UTC(2014, index % 12, 3) + Math.floor(random() * 3000) * DAY_MS),
    closedAt: status === 'closed' ? '2026-03-31' : null,
  } as const
}

export type Account = ReturnType<typeof account>

/** Every account of the sandbox, by id. The same on every start. */
export const accounts: Account[] = Array.from({ length: ACCOUNTS }, (_, index) => account(index))

function transaction(of: Account, index: number, startOfDay: number) {
  const random = seeded(Number(of.id.slice(4)) * 1000 + index)
  const isSalary = index % 30 === 29
  const [category, name, from, to] = isSalary
    ? (['salary', 'Meridian Payroll', 240_000, 380_000] as const)
    : pick(random, PAYEES)
  const cents = from + Math.floor(random() * (to - from))
  const madeAt = startOfDay - index * 0.75 * DAY_MS - Math.floor(random() * 0.5 * DAY_MS)
  const isPending = index < 2
  return {
    id: `txn_${of.id.slice(4)}_${String(TRANSACTIONS - index).padStart(4, '0')}`,
    accountId: of.id,
    direction: isSalary ? 'credit' : 'debit',
    status: isPending ? 'pending' : 'booked',
    amount: money(cents, of.currency),
    counterparty: { name },
    category,
    text: isSalary ? `Salary ${name}` : `Card payment ${name}`,
    madeAt: new Date(madeAt).toISOString(),
    bookedAt: isPending ? null : new Date(madeAt + 0.4 * DAY_MS).toISOString(),
  } as const
}

/** An account's transactions, newest first. The same for the whole of a UTC day. */
export function transactionsOf(of: Account, now = Date.now()) {
  const startOfDay = now - (now % DAY_MS)
  return Array.from({ length: TRANSACTIONS }, (_, index) => transaction(of, index, startOfDay))
}

/** What an account holds now. */
export function balancesOf(of: Account, now = Date.now()) {
  const cents = 20_000 + Math.floor(seeded(Number(of.id.slice(4)))() * 900_000)
  const pendingCents = transactionsOf(of, now)
    .filter(({ status }) => status === 'pending')
    .reduce((sum, { amount }) => sum + Math.round(Number(amount.value) * 100), 0)
  const overdraftCents = of.kind === 'savings' ? 0 : 50_000
  return {
    accountId: of.id,
    booked: money(cents, of.currency),
    available: money(cents - pendingCents + overdraftCents, of.currency),
    overdraft: money(overdraftCents, of.currency),
    at: new Date(now).toISOString(),
  }
}

/** The last twelve closed months, newest first. */
export function statementsOf(of: Account, now = Date.now()) {
  const random = seeded(Number(of.id.slice(4)) + 7)
  const today = new Date(now)
  let closing = 20_000 + Math.floor(random() * 900_000)
  return Array.from({ length: 12 }, (_, index) => {
    const month = isoDay(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1 - index, 1)).slice(0, 7)
    const opening = Math.max(0, closing - 60_000 + Math.floor(random() * 120_000))
    const statement = {
      month,
      opening: money(opening, of.currency),
      closing: money(closing, of.currency),
      transactions: 18 + Math.floor(random() * 25),
    }
    closing = opening
    return statement
  })
}
