import type { CDPSession, Page } from '@playwright/test'

/** Counts the scripts of a page from here on: files, and bytes as they travelled and unpacked. */
export async function countScripts(page: Page) {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const scripts = new Set<string>()
  const sum = { files: 0, transferred: 0, unpacked: 0 }
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) scripts.add(requestId)
  })
  session.on('Network.dataReceived', ({ requestId, dataLength }) => {
    if (scripts.has(requestId)) sum.unpacked += dataLength
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!scripts.has(requestId)) return
    sum.files++
    sum.transferred += encodedDataLength
  })
  return sum
}
