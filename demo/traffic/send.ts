import type { DemoCall } from './calls.ts'

const TIMEOUT_MS = 15_000

/** Sends one call with a key, reads the answer, and returns its status; 0 when there was none. */
export async function send(url: string, call: DemoCall, key: string | null): Promise<number> {
  const headers = {
    ...(key && { 'x-api-key': key }),
    ...(call.body && { 'content-type': 'application/json' }),
    ...call.headers,
  }
  const signal = AbortSignal.timeout(call.readMs ?? TIMEOUT_MS)
  let status = 0
  try {
    const response = await fetch(url + call.path, {
      method: call.method,
      headers,
      body: call.body && JSON.stringify(call.body),
      signal,
    })
    status = response.status
    await response.arrayBuffer()
  } catch (error) {
    // A stream is left by its reader: that is how streams end.
    if (call.readMs === undefined || status === 0)
      return (error as Error).name === 'TimeoutError' ? 0 : status
  }
  return status
}
