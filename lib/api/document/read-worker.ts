/** The thread that reads one document and ends. See `read-in-worker.ts`. */
import { parentPort, workerData } from 'node:worker_threads'
import { readDocument } from './read-document.ts'
import type { ReadAnswer, ReadRequest } from './read-messages.ts'
import { versionRows } from './version-rows.ts'

async function answer({ bytes, base, previous }: ReadRequest): Promise<ReadAnswer> {
  const { document, problems } = await readDocument(bytes, base)
  return { rows: document && versionRows(document, previous && JSON.parse(previous)), problems }
}

parentPort!.postMessage(await answer(workerData as ReadRequest))
