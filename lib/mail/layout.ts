import { dark, light, toneColour } from './colours.ts'
import type { MailContent } from './content.ts'

/** In whose name a mail is written, and where its links lead. */
export type MailFrame = {
  senderName: string
  /** Where answers go; empty when the sender named no address. */
  senderEmail: string
  /** The portal's address, without a slash at its end. */
  portalUrl: string
  /** The reader's organization lives by a test clock. */
  isSandbox: boolean
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => escapes[character]!)
const lines = (text: string): string => escaped(text).replaceAll(/\r?\n/g, '<br>')

const SANDBOX = 'This is a sandbox: its times are those of its test clock, and no money moves.'
const FONT = "'Geist',-apple-system,'Segoe UI',Helvetica,Arial,sans-serif"

/** Only whole web addresses are linked as they are; everything else is a path of the portal. */
const addressOf = (href: string, portalUrl: string): string =>
  /^https?:\/\//.test(href) ? href : `${portalUrl}${href}`

/** Dark is for programs that honour it; the others show the light one, which is written into each element. */
const style = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:${dark.page}!important}.card{background:${dark.card}!important;border-color:${dark.line}!important}
.text{color:${dark.text}!important}.meta{color:${dark.meta}!important}.line{border-color:${dark.line}!important}
.fill{background:${dark.fill}!important}.button{background:${dark.accent}!important}}
@media (max-width:600px){.card-cell{padding:24px 20px!important}.page-cell{padding:16px 8px!important}}`

function factRows(facts: MailContent['facts']): string {
  if (facts.length === 0) return ''
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td class="meta line" style="padding:9px 16px 9px 0;border-top:1px solid ${light.line};font-size:13px;line-height:20px;color:${light.meta};vertical-align:top">${escaped(label)}</td>` +
      `<td class="text line" align="right" style="padding:9px 0;border-top:1px solid ${light.line};font-size:13px;line-height:20px;color:${light.text};font-variant-numeric:tabular-nums;vertical-align:top">${lines(value)}</td></tr>`,
  )
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:8px 0 20px;border-collapse:collapse">${rows.join('')}</table>`
}

const paragraph = (text: string): string =>
  `<p class="text" style="margin:0 0 16px;font-size:14px;line-height:22px;color:${light.text}">${lines(text)}</p>`

function blockOf(block: MailContent['block']): string {
  if (!block?.text) return ''
  return (
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 20px"><tr><td class="fill" style="background:${light.fill};border-radius:6px;padding:12px 16px">` +
    `<div class="meta" style="font-size:12px;line-height:16px;color:${light.meta};padding-bottom:4px">${escaped(block.title)}</div>` +
    `<div class="text" style="font-family:'Geist Mono',ui-monospace,Menlo,Consolas,monospace;font-size:13px;line-height:20px;color:${light.text}">${lines(block.text)}</div></td></tr></table>`
  )
}

function buttonOf(label: string, address: string): string {
  return (
    `<table role="presentation" cellpadding="0" cellspacing="0"><tr><td class="button" style="background:${light.accent};border-radius:6px">` +
    `<a href="${escaped(address)}" style="display:inline-block;padding:9px 16px;font-size:14px;line-height:20px;font-weight:500;color:${light.onAccent};text-decoration:none">${escaped(label)}</a></td></tr></table>`
  )
}

const footerOf = ({ senderName, senderEmail }: MailFrame): string =>
  `Sent for ${senderName} by Gatehouse.${senderEmail ? ` Questions: ${senderEmail}` : ''}`

/** The whole document: tables and styles in place, which every mail program understands. */
export function renderHtml(content: MailContent, frame: MailFrame): string {
  const address = addressOf(content.action.href, frame.portalUrl)
  const body = [
    ...content.paragraphs.map(paragraph),
    factRows(content.facts),
    blockOf(content.block),
    buttonOf(content.action.label, address),
  ].join('')
  const sandbox = frame.isSandbox ? `<br>${escaped(SANDBOX)}` : ''
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(content.subject)}</title><style>${style}</style></head>
<body class="page" style="margin:0;background:${light.page};font-family:${FONT}">
<div style="display:none;max-height:0;overflow:hidden">${escaped(content.paragraphs[0] ?? '')}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td class="page-cell" align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px">
<tr><td class="text" style="padding:0 4px 12px;font-size:14px;line-height:20px;font-weight:600;color:${light.text}">${escaped(frame.senderName)}</td></tr>
<tr><td class="card" style="background:${light.card};border:1px solid ${light.line};border-radius:8px;overflow:hidden">
<div style="height:3px;line-height:3px;font-size:0;background:${toneColour[content.tone]}">&nbsp;</div>
<div class="card-cell" style="padding:28px 32px 32px">
<h1 class="text" style="margin:0 0 16px;font-size:20px;line-height:28px;font-weight:600;letter-spacing:-0.01em;color:${light.text}">${escaped(content.title)}</h1>
${body}</div></td></tr>
<tr><td class="meta" style="padding:16px 4px;font-size:12px;line-height:18px;color:${light.meta}">${escaped(footerOf(frame))}${sandbox}</td></tr>
</table></td></tr></table></body></html>
`
}

/** The same for those who read text. */
export function renderText(content: MailContent, frame: MailFrame): string {
  const width = Math.max(0, ...content.facts.map(([label]) => label.length))
  const parts = [
    content.title,
    ...content.paragraphs,
    content.facts
      .map(([label, value]) => `${`${label}:`.padEnd(width + 2)}${value.replaceAll('\n', ', ')}`)
      .join('\n'),
    content.block?.text ? `${content.block.title}:\n${content.block.text}` : '',
    `${content.action.label}: ${addressOf(content.action.href, frame.portalUrl)}`,
    `-- \n${footerOf(frame)}${frame.isSandbox ? `\n${SANDBOX}` : ''}`,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
