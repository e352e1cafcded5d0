import { freePort, startNode, untilAnswers } from '../processes.ts'
import type { Bench } from '../run/bench.ts'

/** An upstream that answers everything with the same small JSON, and how often it did at `/count` of its own. */
export async function startUpstream(bench: Bench): Promise<{ url: string; count: () => Promise<number> }> {
  const port = await freePort()
  const script = new URL('../throughput/upstream.ts', import.meta.url).pathname
  bench.defer(startNode(script, { BENCH_PORT: String(port) }).stop)
  const url = `http://127.0.0.1:${port}`
  await untilAnswers(`${url}/count`)
  return { url, count: async () => Number(await (await fetch(`${url}/count`)).text()) }
}
