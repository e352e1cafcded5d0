import { hash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Credential } from '#gateway-sync/contract/index.ts'
import { STATE_ACTIVE, STATE_REVOKED } from './credential-layout.ts'
import { CredentialReader } from './credential-reader.ts'
import { CredentialTable } from './credential-table.ts'

const digest = (text: string): Buffer => hash('sha256', text, 'buffer')

function credential(number: number, key: number, change: Partial<Credential> = {}): Credential {
  return {
    id: `cred_${number}`,
    applicationId: `app_${number % 7}`,
    digest: digest(`key ${key}`).toString('hex'),
    expiresAt: null,
    status: 'active',
    ...change,
  }
}

const command = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    id: fc.nat(60),
    key: fc.nat(3),
    revoked: fc.boolean(),
    expiresAt: fc.option(fc.nat(10 ** 9)),
  }),
  fc.record({ kind: fc.constant('remove' as const), id: fc.nat(60) }),
)

describe('credential table', () => {
  it('agrees with a plain map after any puts, revocations, rotations and removals', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 400 }), (commands) => {
        const table = new CredentialTable()
        const model = new Map<string, Credential>()
        for (const step of commands) {
          const id = `cred_${step.id}`
          if (step.kind === 'remove') {
            expect(table.remove(id)).toBe(model.delete(id))
            continue
          }
          const status = step.revoked ? 'revoked' : 'active'
          const spec = credential(step.id, step.id * 4 + step.key, { status, expiresAt: step.expiresAt })
          table.put(spec)
          model.set(id, spec)
        }
        expect(table.size).toBe(model.size)
        expect([...table.all()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          [...model.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
        )
        for (const spec of model.values()) {
          const found = table.reader.find(Buffer.from(spec.digest, 'hex'))
          expect(found?.id).toBe(spec.id)
          expect(found?.state).toBe(spec.status === 'active' ? STATE_ACTIVE : STATE_REVOKED)
          expect(found?.expiresAt).toBe(spec.expiresAt ?? Number.POSITIVE_INFINITY)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('finds nothing for the digest of a removed or rotated key', () => {
    const table = new CredentialTable()
    table.put(credential(1, 1))
    table.put(credential(1, 2))
    expect(table.reader.find(digest('key 1'))).toBeNull()
    expect(table.reader.find(digest('key 2'))?.id).toBe('cred_1')
    table.remove('cred_1')
    expect(table.reader.find(digest('key 2'))).toBeNull()
  })

  it('grows over chunks and indexes while readers keep up by what takeGrowth hands them', () => {
    const table = new CredentialTable()
    const reader = new CredentialReader({ ...table.memory, records: [], arena: [] })
    for (let i = 0; i < 40_000; i++) table.put(credential(i, i))
    const growth = table.takeGrowth()
    expect(growth).not.toBeNull()
    reader.grow(growth!)
    expect(table.takeGrowth()).toBeNull()
    for (let i = 0; i < 40_000; i += 97) expect(reader.find(digest(`key ${i}`))?.id).toBe(`cred_${i}`)
    expect(reader.find(digest('key 40001'))).toBeNull()
  })

  it('changes the status word with every change, so that a remembered key notices', () => {
    const table = new CredentialTable()
    table.put(credential(1, 1))
    const before = table.reader.find(digest('key 1'))!
    expect(table.reader.wordOf(before.record)).toBe(before.word)
    table.put(credential(1, 1, { expiresAt: 5 }))
    expect(table.reader.wordOf(before.record)).not.toBe(before.word)
  })

  it('shows a revocation to a thread that polls the record, without any message', async () => {
    const table = new CredentialTable()
    table.put(credential(1, 1))
    const found = table.reader.find(digest('key 1'))!
    const source = `const {workerData, parentPort} = require('node:worker_threads')
      const words = new Int32Array(workerData)
      parentPort.postMessage('ready')
      while ((Atomics.load(words, 0) & 3) === 1);
      parentPort.postMessage('revoked')`
    const worker = new Worker(source, { eval: true, workerData: table.memory.records[0] })
    const messages: string[] = []
    await new Promise<void>((resolve) => {
      worker.on('message', (message: string) => {
        messages.push(message)
        if (message === 'ready') table.put(credential(1, 1, { status: 'revoked' }))
        else resolve()
      })
    })
    await worker.terminate()
    expect(found.record).toBe(0)
    expect(messages).toEqual(['ready', 'revoked'])
  })
})
