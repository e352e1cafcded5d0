import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '#lib/core/errors.ts'
import type { DocumentProblem } from '../schema.ts'
import { LIMITS } from './limits.ts'
import type { ReadAnswer, ReadRequest } from './read-messages.ts'
import type { VersionRows } from './version-rows.ts'

export type ReadRows = { rows: VersionRows; problems: DocumentProblem[] }

// By path, not by `import`: Node runs the file itself, whatever bundled the module that you are reading.
const WORKER_PATH = join(process.cwd(), 'lib/api/document/read-worker.ts')
const AT_ONCE_MAX = 2

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE_MAX) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function refused(message: string): AppError {
  const problems: DocumentProblem[] = [{ severity: 'error', message, pointer: '' }]
  return new AppError('invalid_document', message, { extra: { problems } })
}

function failure(error: Error & { code?: string }): Error {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? refused(
        `Reading the document takes more than ${LIMITS.memoryMbMax} MB of memory. Split it, or inline less.`,
      )
    : error
}

/** Runs the thread: it may not take longer than the limit nor more memory, and takes nobody down with it. */
function run(request: ReadRequest): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER_PATH, {
      workerData: request,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.memoryMbMax, stackSizeMb: 8 },
    })
    const timer = setTimeout(() => {
      reject(refused(`Reading the document takes more than ${LIMITS.readTimeoutMs / 1000} s.`))
      void worker.terminate()
    }, LIMITS.readTimeoutMs)
    worker.once('message', resolve)
    worker.once('error', (error) => reject(failure(error as Error)))
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error('The thread that reads documents ended without an answer.'))
    })
  })
}

function summary(problems: DocumentProblem[]): string {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const [first] = errors
  const place = first!.line ? ` (line ${first!.line}, column ${first!.column})` : ''
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : ''
  return `${first!.message}${place}${more}`
}

/**
 * Reads a document in a thread of its own, two at once in a process; others wait. Throws `document_too_large`, or
 * `invalid_document` with `problems`, each with its place. A hostile document costs 30 s and 1 GB at most.
 */
export async function readInWorker(request: ReadRequest): Promise<ReadRows> {
  if (request.bytes.byteLength > LIMITS.documentSizeBytesMax) {
    throw new AppError('document_too_large', 'The document has more than 20 MB. Split it into several APIs.')
  }
  const { rows, problems } = await inTurn(() => run(request))
  if (rows) return { rows, problems }
  throw new AppError('invalid_document', summary(problems), { extra: { problems } })
}
