import type { Browser } from '@playwright/test'
import { countScripts } from '#e2e/support/count-scripts.ts'

/** One load of a page by a browser that has nothing of it; times in ms from the start of the navigation. */
export interface Load {
  painted: number
  /** The page reacted to a text that was typed into its search. */
  interactive: number
  /** The search showed what it was asked for. */
  answered: number
  /** Of scripts as they travelled, until nothing more was fetched. */
  scriptBytes: number
}

const SEARCH = { field: 'Find an operation', text: 'Read card 1130', found: 'Read card 1130' }
const MARKS = ['interactive', 'answered'] as const

/**
 * Runs in the page, from before its first byte: types until the navigation gives way to the search, which only the page's
 * script brings about, then waits for what is found.
 */
function typeUntilAnswered({ field, text, found }: typeof SEARCH): void {
  const RETYPE_MS = 50
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
  const type = (input: HTMLInputElement, value: string): void => {
    setValue.call(input, value)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  let typedAt = Number.NEGATIVE_INFINITY
  let isHeard = false
  const look = (): void => {
    const input = document.querySelector<HTMLInputElement>(`input[placeholder="${field}"]`)
    const list = input?.closest('nav > div')
    if (!input || !list) return
    if (!isHeard && !list.textContent.includes('Introduction')) {
      isHeard = true
      performance.mark('interactive')
    }
    if (isHeard && list.textContent.includes(found)) {
      clearInterval(timer)
      performance.mark('answered')
    } else if (!isHeard && performance.now() - typedAt > RETYPE_MS) {
      typedAt = performance.now()
      type(input, '')
      type(input, text)
    }
  }
  const timer = setInterval(look, 5)
}

/** Opens the page in a profile of its own, so with nothing in its cache. */
export async function measureLoad(browser: Browser, url: string, heading: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    const page = await context.newPage()
    const scripts = await countScripts(page)
    await page.addInitScript(typeUntilAnswered, SEARCH)
    await page.goto(url, { waitUntil: 'commit' })
    await page.getByRole('heading', { level: 2, name: heading }).waitFor()
    await page.waitForFunction(() => performance.getEntriesByName('answered').length > 0)
    await page.waitForLoadState('networkidle')
    const [painted, interactive, answered] = await page.evaluate(
      (names) => names.map((name) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN),
      ['first-contentful-paint', ...MARKS],
    )
    return {
      painted: painted!,
      interactive: interactive!,
      answered: answered!,
      scriptBytes: scripts.transferred,
    }
  } finally {
    await context.close()
  }
}
