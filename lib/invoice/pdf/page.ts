import { existsSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'

/** A4 in points, with margins that a letter's window and a printer leave free. */
export const PAGE = { width: 595.28, height: 841.89, left: 56, right: 56, top: 56, bottom: 72 }
export const WIDTH = PAGE.width - PAGE.left - PAGE.right
export const INK = { text: '#18181b', muted: '#71717a', line: '#e4e4e7' }

export type Pdf = PDFKit.PDFDocument

const fontsAt = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans')

/** The product's own font, or the one that every reader has. */
function addFonts(pdf: Pdf): void {
  for (const [name, file, fallback] of [
    ['regular', 'Geist-Regular.ttf', 'Helvetica'],
    ['medium', 'Geist-SemiBold.ttf', 'Helvetica-Bold'],
  ] as const) {
    const path = join(fontsAt, file)
    pdf.registerFont(name, existsSync(path) ? path : fallback)
  }
}

/** A document whose pages are numbered at the end, when it is known how many there are. */
export function openPdf(title: string, author: string, at: Date): Pdf {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: PAGE.top, bottom: PAGE.bottom, left: PAGE.left, right: PAGE.right },
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Author: author, CreationDate: at, ModDate: at },
  })
  addFonts(pdf)
  return pdf.font('regular').fontSize(9).fillColor(INK.text)
}

type TextOptions = {
  size?: number
  isBold?: boolean
  color?: string
  width?: number
  align?: 'left' | 'right'
}

/** Text at a place; answers where it ends. */
export function write(pdf: Pdf, text: string, x: number, y: number, options: TextOptions = {}): number {
  const { size = 9, isBold = false, color = INK.text, width = WIDTH, align = 'left' } = options
  pdf
    .font(isBold ? 'medium' : 'regular')
    .fontSize(size)
    .fillColor(color)
  pdf.text(text, x, y, { width, align, lineGap: 2 })
  return pdf.y
}

export function rule(pdf: Pdf, y: number, from = PAGE.left): void {
  pdf
    .moveTo(from, y)
    .lineTo(PAGE.width - PAGE.right, y)
    .lineWidth(0.75)
    .strokeColor(INK.line)
    .stroke()
}

/** Where the next block may begin: here, or at the top of a new page when less than `height` is left. */
export function roomFor(pdf: Pdf, y: number, height: number): number {
  if (y + height <= PAGE.height - PAGE.bottom) return y
  pdf.addPage()
  return PAGE.top
}

/** Writes the foot of every page and gives the bytes. */
export async function closePdf(pdf: Pdf, foot: string): Promise<Uint8Array> {
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page)
    // Below the margin: without this a page would be added for it.
    pdf.page.margins.bottom = 0
    const y = PAGE.height - 44
    write(pdf, foot, PAGE.left, y, { size: 7.5, color: INK.muted, width: WIDTH - 80 })
    const number = `Page ${page + 1} of ${count}`
    write(pdf, number, PAGE.width - PAGE.right - 80, y, {
      size: 7.5,
      color: INK.muted,
      width: 80,
      align: 'right',
    })
  }
  const chunks: Uint8Array[] = []
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  pdf.end()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}
