import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

export const axe = (page: Page) => new AxeBuilder({ page })

/** Violations that keep somebody from using the screen, each with the elements that it stands at. */
export async function seriousViolations(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, target }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
    )
}

/** How far the page can be scrolled sideways, in pixels. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Two frames later: what scrolls only now becomes reachable by keyboard in the frame after the one that is laid out anew. */
export const onceLaidOut = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )
