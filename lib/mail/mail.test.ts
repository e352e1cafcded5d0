import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeParty, type Party } from '#lib/application/fixture.ts'
import { db, transaction } from '#lib/core/db.ts'
import { newId } from '#lib/core/id.ts'
import { expectRefusal, stranger } from '#lib/core/testing.ts'
import { GIVE_UP_MS } from './pace.ts'
import { getMail, listMails } from './queries.ts'
import { sendDueMails } from './send-due-mails.ts'
import { openSmtp } from './smtp.ts'
import { writeMail } from './write-mail.ts'

/** A mail server that keeps what it takes, and refuses as it is told. */
const taken: Email[] = []
let refusal: { code: number; times: number } | null = null
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_, __, done) => {
    if (!refusal || refusal.times === 0) return done()
    refusal.times--
    done(Object.assign(new Error('not now'), { responseCode: refusal.code }))
  },
  onData: (stream, _, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
        taken.push(mail)
        done()
      }, done)
    })
  },
})
let smtp: ReturnType<typeof openSmtp>

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  smtp = openSmtp(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`)
})
afterAll(async () => {
  smtp.close()
  await new Promise<void>((resolve) => server.close(resolve))
})

let provider: Party
let consumer: Party
beforeEach(async () => {
  taken.length = 0
  refusal = null
  await db.mail.deleteMany({})
  ;[provider, consumer] = await Promise.all([makeParty('Provider'), makeParty('Consumer')])
  await db.billingSettings.create({
    data: { organizationId: provider.id, legalName: 'Bank & Söhne', email: 'billing@bank.example' },
  })
  await db.customer.create({
    data: {
      id: newId('cus'),
      organizationId: provider.id,
      consumerId: consumer.id,
      email: 'pay@consumer.example',
    },
  })
})

const reminder = (dedupeKey: string) => ({
  kind: 'payment_reminder' as const,
  organizationId: provider.id,
  consumerId: consumer.id,
  objectId: 'inv_1',
  dedupeKey,
  data: {
    invoiceId: 'inv_1',
    number: 'INV-000001',
    currency: 'EUR',
    amount: 123_456n,
    planName: '<b>Payments</b>, Growth',
    dueAt: new Date('2026-11-01T00:00:00Z'),
    suspendsAt: new Date('2026-11-15T00:00:00Z'),
    bankDetails: 'IBAN DE00 1234\nBIC TESTDEFF',
    paymentUrl: null,
  },
})
const write = (dedupeKey = newId('mail')) => transaction((tx) => writeMail(tx, reminder(dedupeKey)))
const send = (now = new Date()) => sendDueMails(smtp.send, 'no-reply@gatehouse.example', now)
const only = () => db.mail.findFirstOrThrow({ where: { organizationId: provider.id } })

describe('writing', () => {
  test('a mail of one key is written once, and none without its commit', async () => {
    expect([await write('once'), await write('once')]).toEqual([true, false])
    await transaction(async (tx) => {
      await writeMail(tx, reminder('never'))
      throw new Error('undone')
    }).catch(() => {})
    expect(await db.mail.count({ where: { organizationId: provider.id } })).toBe(1)
  })

  test("it goes to the customer's address, else to the owners of the organization", async () => {
    await db.customer.updateMany({ where: { consumerId: consumer.id }, data: { email: '' } })
    expect(await write('nobody')).toBe(false)
    const email = `${newId('usr')}@owner.example`
    const user = await db.user.create({ data: { id: newId('usr'), email, name: 'Owner' } })
    await db.member.create({
      data: { id: newId('mem'), organizationId: consumer.id, userId: user.id, role: 'owner' },
    })
    expect(await write('somebody')).toBe(true)
    expect((await only()).to).toBe(email)
  })

  test('what people typed is text, and a sandbox says that it is one', async () => {
    await db.organization.update({ where: { id: consumer.id }, data: { isSandbox: true } })
    await write()
    const { html, text, subject } = await only()
    expect(html).toContain('&lt;b&gt;Payments&lt;/b&gt;, Growth')
    expect(html).not.toContain('<b>Payments')
    expect(html).toContain('IBAN DE00 1234<br>BIC TESTDEFF')
    expect(text).toContain('€1,234.56')
    expect(subject).toMatch(/^\[Sandbox\] /)
    expect(text).toContain('test clock')
  })
})

describe('sending', () => {
  test('a mail arrives once, as text and HTML, in the name of the provider', async () => {
    await write()
    await send()
    await send(new Date(Date.now() + GIVE_UP_MS / 2))
    expect(taken).toHaveLength(1)
    const [mail] = taken
    const row = await only()
    expect(mail).toMatchObject({
      from: { name: 'Bank & Söhne', address: 'no-reply@gatehouse.example' },
      to: [{ address: 'pay@consumer.example' }],
      replyTo: [{ address: 'billing@bank.example' }],
      subject: 'Reminder: invoice INV-000001 is overdue',
      messageId: `<${row.id}@gatehouse.example>`,
    })
    expect(mail?.text?.trim()).toBe(row.text.trim())
    expect(mail?.html).toContain('Invoice INV-000001 is overdue')
    expect(row.sentAt).toBeInstanceOf(Date)
  })

  test('a server that is busy is asked again later', async () => {
    await write()
    refusal = { code: 451, times: 1 }
    await send()
    const failed = await only()
    expect(failed).toMatchObject({ sentAt: null, attempts: 1 })
    expect(failed.lastError).toContain('not now')
    await send()
    expect(taken).toHaveLength(0)
    await send(new Date(failed.nextAttemptAt.getTime() + 1))
    expect(taken).toHaveLength(1)
    expect((await only()).lastError).toBe('')
  })

  test('an address that does not exist is not asked again, and does not keep the others back', async () => {
    await write()
    await write()
    refusal = { code: 550, times: 1 }
    await send()
    expect(taken).toHaveLength(1)
    await send(new Date(Date.now() + GIVE_UP_MS - 1_000))
    expect(taken).toHaveLength(1)
    const { data } = await listMails(provider.actor, { organizationId: provider.id })
    expect(data.map(({ status }) => status).sort()).toEqual(['failed', 'sent'])
    for (const status of ['failed', 'sent'] as const) {
      const only = await listMails(provider.actor, { organizationId: provider.id, status })
      expect(only.data.map((mail) => mail.status)).toEqual([status])
    }
  })

  test('what is too old to be sent is not said to wait', async () => {
    await write()
    const written = new Date(Date.now() - GIVE_UP_MS - 1_000)
    await db.mail.updateMany({ data: { createdAt: written, nextAttemptAt: written } })
    await send()
    expect(taken).toEqual([])
    const listed = async (status: 'waiting' | 'failed') =>
      (await listMails(provider.actor, { organizationId: provider.id, status })).data.length
    expect([await listed('waiting'), await listed('failed')]).toEqual([0, 1])
  })

  test('a state is listed page by page', async () => {
    for (let count = 0; count < 5; count++) await write()
    const page = (cursor?: string) =>
      listMails(provider.actor, { organizationId: provider.id, status: 'waiting', limit: 2, cursor })
    const first = await page()
    const second = await page(first.nextCursor!)
    const third = await page(second.nextCursor!)
    const ids = [first, second, third].flatMap(({ data }) => data.map(({ id }) => id))
    expect([new Set(ids).size, third.nextCursor]).toEqual([5, null])
    expect(ids).toEqual([...ids].sort().reverse())
  })

  test('two processes send a mail once', async () => {
    await Promise.all(Array.from({ length: 30 }, () => write()))
    await Promise.all([send(), send(), send()])
    expect(taken).toHaveLength(30)
    expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(30)
  })

  test('a process that dies after it took a mail leaves it to the next', async () => {
    await write()
    const dying = sendDueMails(() => new Promise(() => {}), 'no-reply@gatehouse.example', new Date())
    void dying
    await expect.poll(async () => (await only()).attempts).toBe(1)
    await send(new Date(Date.now() + 61_000))
    expect(taken).toHaveLength(1)
  })

  test('what is too old is given up', async () => {
    await write()
    await send(new Date(Date.now() + GIVE_UP_MS + 1_000))
    expect(taken).toHaveLength(0)
  })
})

test('the outbox is read by its organization only', async () => {
  await write()
  const { id } = await only()
  expect(await getMail(provider.actor, id)).toMatchObject({ id, status: 'waiting', kind: 'payment_reminder' })
  await expectRefusal(getMail(stranger, id), 'not_found')
  await expectRefusal(listMails(stranger, { organizationId: provider.id }), 'not_found')
})
