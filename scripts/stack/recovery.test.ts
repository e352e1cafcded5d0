import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { eventually } from '../test-support/eventually.ts'
import { identify } from './identity.ts'
import { dataPaths } from './paths.ts'
import { removeData } from './remove-data.ts'
import { readRunFile } from './run-file.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'recovery-'))
chmodSync(dataDir, 0o755)
const runFile = join(dataDir, 'run.json')
const started: ChildProcess[] = []

interface Started {
  url: string
  detail: string
  left: string[]
  process: ChildProcess
}

/** Starts the database as `npm start` does. Rejects with what it said when it ends at once. */
async function start(): Promise<Started> {
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' }
  const child = spawn(process.execPath, ['scripts/test-support/hold-database.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(said)))
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer]
  ended.catch(() => {})
  return { ...JSON.parse(line.toString()), process: child }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const databasePid = () =>
  readRunFile(runFile)?.processes.find(({ name }) => name === 'postgres')?.pid ?? expect.fail('no database')
// Not by a signal: a dead process that nobody has waited for yet still takes one.
const isAlive = (pid: number) => identify(pid) !== null

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

afterAll(async () => {
  for (const child of started)
    if (child.exitCode === null && child.signalCode === null) await kill(child, 'SIGTERM')
  removeData(dataPaths(dataDir))
})

test('rows outlive any kill, no server is left behind, and a second start is refused', async () => {
  const first = await start()
  expect(first.detail).toContain('new')
  await query(first.url, 'create table kept (n int); insert into kept values (1)')

  // The supervisor alone is killed: the server runs on, and the next start ends it and takes over.
  const orphan = databasePid()
  await kill(first.process, 'SIGKILL')
  expect(isAlive(orphan)).toBe(true)
  const second = await start()
  expect(second.left).toEqual(['postgres'])
  expect(isAlive(orphan)).toBe(false)
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 1 }])

  // A second start beside one that runs is refused, and does not disturb it.
  await expect(start()).rejects.toThrow('already runs on this data directory')
  expect(existsSync(runFile)).toBe(true)
  await query(second.url, 'insert into kept values (2)')

  // Server and supervisor are killed at the same moment: the note of the dead server is cleared.
  process.kill(databasePid(), 'SIGKILL')
  await kill(second.process, 'SIGKILL')
  await sleep(300)
  const third = await start()
  expect(await query(third.url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])

  // The server alone is killed: it comes back on the same port.
  process.kill(databasePid(), 'SIGKILL')
  const isBack = () =>
    query(third.url, 'select 1').then(
      () => true,
      () => false,
    )
  await sleep(500)
  await eventually(isBack, 'the database is back')
  expect(await query(third.url, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }])

  // A clean stop leaves nothing that runs and no note.
  const last = databasePid()
  await kill(third.process, 'SIGTERM')
  expect(isAlive(last)).toBe(false)
  expect(existsSync(runFile)).toBe(false)
})
