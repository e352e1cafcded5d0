import { ensureBuild } from '#scripts/stack/build.ts'
import { houseEnv } from '#scripts/stack/child-env.ts'
import { openHouse } from '../house/house.ts'
import { atMost, measured, type Row } from '../result.ts'
import type { Bench } from '../run/bench.ts'
import { median, percentile } from '../statistics.ts'
import { type Market, seedMarket } from './seed-market.ts'
import { signIn } from './sign-in.ts'

const SUITE = 'pages'
const GOAL_MS = 200
const SIZE = { products: 1_000, applications: 10_000 }

/** A page, and a text that stands on it when it is all there. */
type Page = { name: string; path: string; holds: string }

const pagesOf = ({ provider, productSlug, applicationId }: Market): Page[] => {
  const console = `/console/${provider.slug}`
  return [
    { name: 'catalogue', path: '/catalogue', holds: 'Offer ' },
    { name: 'catalogue, a search', path: '/catalogue?q=Offer+77', holds: 'Offer 77' },
    { name: 'product', path: `/products/${productSlug}`, holds: 'Gold' },
    { name: 'console, overview', path: console, holds: provider.name },
    { name: 'console, products', path: `${console}/api-products`, holds: 'Offer ' },
    { name: 'console, applications', path: `${console}/applications`, holds: 'Client ' },
    { name: 'console, application', path: `${console}/applications/${applicationId}`, holds: 'Client 1' },
    { name: 'console, subscriptions', path: `${console}/subscriptions`, holds: 'Client ' },
    { name: 'console, usage', path: `${console}/usage`, holds: 'Usage' },
    {
      name: 'console, usage of a week by product',
      path: `${console}/usage?range=7d&groupBy=product`,
      holds: 'Offer ',
    },
  ]
}

/** From the request to the last byte of the page's HTML, of the production build, on loopback. */
export async function pages(bench: Bench): Promise<void> {
  const house = await openHouse(bench)
  const { settings, databaseUrl, stack } = house
  // BENCH_BUILD=keep: a look at the build that is there, while sources change.
  if (process.env.BENCH_BUILD !== 'keep')
    await ensureBuild(stack.run, houseEnv(settings, databaseUrl, 'build'), settings.paths.logs)
  bench.say(`seeding ${SIZE.products} products and ${SIZE.applications} applications`)
  const market = await seedMarket(databaseUrl, SIZE)
  await house.start('web', {}, ['-H', '127.0.0.1'])
  const cookie = await signIn(house.webUrl, market.provider.ownerSignIn)
  for (const page of pagesOf(market)) bench.add(await measure(house.webUrl, page, cookie, bench.isQuick))
}

async function measure(web: string, page: Page, cookie: string, isQuick: boolean): Promise<Row> {
  const what = `${page.name}: median server time`
  const warmUps = isQuick ? 1 : 5
  const times: number[] = []
  for (let i = -warmUps; i < (isQuick ? 5 : 21); i++) {
    const startedAt = performance.now()
    const response = await fetch(`${web}${page.path}`, { headers: { cookie }, redirect: 'manual' })
    const html = await response.text()
    if (i >= 0) times.push(performance.now() - startedAt)
    if (response.status !== 200 || !html.includes(page.holds)) {
      const trouble = response.status === 200 ? `"${page.holds}" is not on it` : `answers ${response.status}`
      return { ...measured(SUITE, what, trouble), goal: `≤ ${GOAL_MS} ms`, verdict: 'missed' }
    }
  }
  return atMost(
    SUITE,
    `${what} (p95 ${Math.round(percentile(times, 0.95))} ms)`,
    median(times),
    GOAL_MS,
    ' ms',
  )
}
