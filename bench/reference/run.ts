import { type Browser, chromium } from '@playwright/test'
import { CHROMIUM_ARGS, findChromium } from '#e2e/support/chromium.ts'
import { makeApi } from '#prisma/factories/api.ts'
import { makeOrganization } from '#prisma/factories/organization.ts'
import { makeOffer } from '#prisma/factories/product.ts'
import { ensureBuild } from '#scripts/stack/build.ts'
import { houseEnv } from '#scripts/stack/child-env.ts'
import { documentOf } from '../documents/document-of.ts'
import { type House, openHouse } from '../house/house.ts'
import { atMost, measured } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { median } from '../statistics.ts'
import { type Load, measureLoad } from './measure-load.ts'

const SUITE = 'reference'
const DOCUMENT_BYTES = 6_000_000
const OPERATION = { key: 'get-payment-1000', heading: 'Read payment 1000' }
const GOAL_MS = 1_000
const SCRIPTS_GOAL_KB = 200

/** The page of one operation of a large document, in Chromium, from the production build on loopback. */
export async function reference(bench: Bench): Promise<void> {
  const house = await openHouse(bench)
  const { settings, databaseUrl, stack } = house
  // BENCH_BUILD=keep: a look at the build that is there, while sources change.
  if (process.env.BENCH_BUILD !== 'keep')
    await ensureBuild(stack.run, houseEnv(settings, databaseUrl, 'build'), settings.paths.logs)
  const { path, size } = await seedOperation()
  await house.start('web', {}, ['-H', '127.0.0.1'])
  const browser = await openBrowser(bench)
  bench.say(`a document of ${size}`)
  const loads = await loadAgain(house, browser, path, bench.isQuick ? 3 : 15)
  addRows(bench, size, loads)
}

async function seedOperation(): Promise<{ path: string; size: string }> {
  const document = documentOf(DOCUMENT_BYTES)
  const organization = await makeOrganization('Provider')
  const api = await makeApi(organization, { document })
  const { product } = await makeOffer({ organization, product: { apiIds: [api.id] } })
  return {
    path: `/products/${product.slug}/reference/${api.slug}/${OPERATION.key}`,
    size: `${(Buffer.byteLength(document) / 1e6).toFixed(2)} MB`,
  }
}

async function openBrowser(bench: Bench): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('there is no Chromium: set CHROMIUM_PATH')
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS })
  bench.defer(() => browser.close())
  return browser
}

/** The first load is also the first that the server answers. */
async function loadAgain(house: House, browser: Browser, path: string, times: number): Promise<Load[]> {
  const loads: Load[] = []
  for (let i = 0; i < times; i++)
    loads.push(await measureLoad(browser, house.webUrl + path, OPERATION.heading))
  return loads
}

function addRows(bench: Bench, size: string, [first, ...loads]: Load[]): void {
  const of = (name: keyof Load) => loads.map((load) => load[name])
  const cold = `median of ${loads.length} loads with an empty cache`
  const what = `operation of a document of ${size}`
  const kilobytes = Math.max(...of('scriptBytes')) / 1024
  bench.add(
    atMost(
      SUITE,
      `${what}: answers to typing, ${cold}`,
      Math.round(median(of('interactive'))),
      GOAL_MS,
      ' ms',
    ),
    atMost(SUITE, 'the slowest of them', Math.round(Math.max(...of('interactive'))), GOAL_MS, ' ms'),
    atMost(SUITE, 'scripts before Try it, as they travel', Math.round(kilobytes), SCRIPTS_GOAL_KB, ' KB'),
    measured(SUITE, 'first paint, median', `${Math.round(median(of('painted')))} ms`),
    measured(SUITE, 'the search shows what was typed, median', `${Math.round(median(of('answered')))} ms`),
    measured(SUITE, 'the first load after the server’s start', `${Math.round(first!.interactive)} ms`),
  )
}
