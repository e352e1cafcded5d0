// The load on one key, in a thread of its own: what the verb does in the main thread does not hold its clock up.
import { parentPort } from 'node:worker_threads'
import { openLoop, sameAsked } from '../open-loop.ts'
import type { Begin, Seen } from './key-load.ts'
import { wallAhead } from './wall-clock.ts'

let seen: Seen[] = []
let load: ReturnType<typeof openLoop> | undefined

function begin({ url, headers, perSecond }: Begin): void {
  seen = []
  const ahead = wallAhead()
  let isRefused = false
  load = openLoop(sameAsked(url, headers), perSecond, ({ sentAt, answeredAt, status }) => {
    seen.push({ sentAt: sentAt + ahead, answeredAt: answeredAt + ahead, status })
    if (status !== 401 || isRefused) return
    isRefused = true
    parentPort!.postMessage('refused')
  })
}

parentPort!.on('message', async (message: Begin | 'end') => {
  if (message !== 'end') return begin(message)
  await load?.stop()
  parentPort!.postMessage(seen)
})
