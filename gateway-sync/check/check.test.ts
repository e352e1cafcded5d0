import { expect, test } from 'vitest'
import { compileRows } from '../compile/compile-rows.ts'
import type { Rows } from '../load/rows.ts'
import { ConfigurationState } from '../state/configuration-state.ts'
import { toRows } from '../test/rows.ts'
import { toChanges } from './validate.ts'

const portal = { portalOrigin: null }

const world = (isBroken: boolean, requests = 1): Rows =>
  toRows({
    products: [{ status: 'published', apis: [0], cors: false }],
    apis: [{ isBroken, host: -1, timeout: requests }],
    plans: [{ product: 0, requests }],
    subscriptions: [{ plan: 0, status: 'active' }],
    credentials: [],
  })

test('a route that becomes unsound stays on its last good content, and its dependents with it', () => {
  const state = new ConfigurationState()
  state.apply(1, toChanges([], compileRows(world(false), portal)))
  const before = state.routes.get('api_0')
  state.apply(2, toChanges([], compileRows(world(true, 2), portal)))
  expect(state.routes.get('api_0')).toBe(before)
  expect(state.plans.get('plan_0')?.spec.rateLimit?.requests).toBe(2)
  expect(state.subscriptions.has('sub_0')).toBe(true)
  expect(state.withheld).toMatchObject([{ ref: { kind: 'route', id: 'api_0' } }])
})

test('what waits for a resource that is not sound comes in by itself when that is mended', () => {
  const state = new ConfigurationState()
  state.apply(1, toChanges([], compileRows(world(true), portal)))
  expect(state.resources()).toEqual([])
  expect(state.withheld.map(({ ref }) => ref.kind).sort()).toEqual(['plan', 'route', 'subscription'])
  const mended = { ...world(false), plans: [], subscriptions: [] }
  state.apply(2, toChanges([], compileRows(mended, portal)))
  expect([...state.plans.keys(), ...state.subscriptions.keys()]).toEqual(['plan_0', 'sub_0'])
  expect(state.withheld).toEqual([])
})

test('a subscription whose plan is not served is taken out: its last good state would open a door', () => {
  const state = new ConfigurationState()
  state.apply(1, toChanges([], compileRows(world(false), portal)))
  const plan = { kind: 'plan' as const, id: 'plan_0' }
  state.apply(2, toChanges([plan], []))
  expect(state.subscriptions.has('sub_0')).toBe(false)
  expect(state.withheld).toMatchObject([
    { ref: { kind: 'subscription', id: 'sub_0' }, problem: expect.stringContaining('plan_0') },
  ])
})
