import { describe, expect, test } from 'vitest'
import { renderMail } from './render-mail.ts'
import { MailKind } from './schema.ts'
import { sampleMail } from './testing.ts'

const frame = {
  senderName: 'Bank',
  senderEmail: 'billing@bank.example',
  portalUrl: 'https://portal.example',
  isSandbox: false,
}

describe.each(MailKind.options)('%s', (kind) => {
  const mail = renderMail(kind, sampleMail[kind], frame)

  test('has a subject of one line, and nothing that was not filled in', () => {
    expect(mail.subject).toMatch(/^\S.{8,120}$/)
    expect(`${mail.html}${mail.text}`).not.toMatch(/undefined|null|NaN|\[object|Invalid/)
  })

  test('text and HTML lead to the same place of the portal', () => {
    const [, address] = /: (https:\S+)/.exec(mail.text) ?? []
    expect(address).toMatch(/^https:\/\/(portal\.example\/(invoices|applications)\/\w+|pay\.example\/)/)
    expect(mail.html).toContain(`href="${address}"`)
  })

  test('every element carries its light colours, and dark ones are there for those who ask', () => {
    expect(mail.html).toContain('prefers-color-scheme:dark')
    expect(mail.html.match(/class="text"/g)?.length).toBe(
      mail.html.match(/class="text" [^>]*color:#/g)?.length,
    )
  })
})
