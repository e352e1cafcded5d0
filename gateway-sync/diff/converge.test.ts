import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toChanges } from '../check/validate.ts'
import { compileRows } from '../compile/compile-rows.ts'
import { type MessageOf, type Resource, StateChecksum } from '../contract/index.ts'
import type { Rows } from '../load/rows.ts'
import { ConfigurationState } from '../state/configuration-state.ts'
import { everyRef, toRows, worlds } from '../test/rows.ts'

/** A gateway that only knows what it was sent. */
class Replica {
  readonly resources = new Map<string, Resource>()
  revision = 0

  get checksum(): string {
    return StateChecksum.of([...this.resources.values()].map(({ version }) => version)).value
  }

  apply({ fromRevision, revision, put, remove, checksum }: MessageOf<'delta'>): void {
    expect(fromRevision).toBe(this.revision)
    for (const { kind, id } of remove) this.resources.delete(`${kind}/${id}`)
    for (const resource of put) this.resources.set(`${resource.kind}/${resource.spec.id}`, resource)
    this.revision = revision
    expect(this.checksum).toBe(checksum)
  }
}

const changesOf = (rows: Rows) =>
  toChanges(everyRef, compileRows(rows, { portalOrigin: 'https://portal.example' }))

function fresh(rows: Rows): ConfigurationState {
  const state = new ConfigurationState()
  state.apply(1, changesOf(rows))
  return state
}

test('any sequence of states converges by differences to the checksum of a snapshot', () => {
  fc.assert(
    fc.property(fc.array(worlds(true), { minLength: 1, maxLength: 8 }), fc.nat(), (sequence, laziness) => {
      const state = new ConfigurationState()
      const replica = new Replica()
      sequence.forEach((world, i) => {
        state.apply(i + 1, changesOf(toRows(world)))
        // A gateway that is busy gets several steps in one message.
        if (laziness % (i + 2) === 0) return
        replica.apply(state.history.deltaFrom(replica)!)
      })
      if (replica.revision !== sequence.length) replica.apply(state.history.deltaFrom(replica)!)
      expect(replica.checksum).toBe(state.running.checksum)
      expect(replica.checksum).toBe(fresh(toRows(sequence.at(-1)!)).running.checksum)
    }),
  )
})

test('what is served never refers to something that is not, whatever the rows say', () => {
  fc.assert(
    fc.property(fc.array(worlds(false), { minLength: 1, maxLength: 8 }), (sequence) => {
      const state = new ConfigurationState()
      const replica = new Replica()
      sequence.forEach((world, i) => {
        state.apply(i + 1, changesOf(toRows(world)))
        replica.apply(state.history.deltaFrom(replica)!)
        const hosts = [...state.routes.values()].flatMap(({ spec }) => spec.hosts)
        expect(new Set(hosts).size).toBe(hosts.length)
        for (const { spec } of state.plans.values())
          for (const id of spec.apiIds) expect(state.routes.has(id)).toBe(true)
        for (const { spec } of state.subscriptions.values()) expect(state.plans.has(spec.planId)).toBe(true)
      })
      // Once the rows are sound again, nothing of the trouble is left.
      const sound = toRows({
        ...sequence[0]!,
        apis: sequence[0]!.apis.map((api) => ({ ...api, isBroken: false, host: -1 })),
        plans: [],
      })
      state.apply(sequence.length + 1, changesOf(sound))
      expect(state.withheld).toEqual([])
      expect(state.running.checksum).toBe(fresh(sound).running.checksum)
    }),
  )
})

test('what changes no resource moves the revision and nothing else', () => {
  const state = new ConfigurationState()
  state.apply(1, changesOf({ apis: [], plans: [], subscriptions: [], credentials: [] }))
  expect(state.history.deltaFrom({ revision: 0, checksum: '000000000000' })).toEqual({
    type: 'delta',
    fromRevision: 0,
    revision: 1,
    put: [],
    remove: [],
    checksum: '000000000000',
  })
  expect(state.history.deltaFrom({ revision: 0, checksum: '000000000001' })).toBeNull()
  expect(state.history.deltaFrom({ revision: 7, checksum: '000000000000' })).toBeNull()
})
