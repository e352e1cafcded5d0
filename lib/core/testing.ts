import { describe, expect, it } from 'vitest'
import type { TouchedKind } from './config-change.ts'
import { type Actor, anonymous, ROLES, type Role } from './context.ts'
import { db } from './db.ts'
import { AppError, type ErrorCode } from './errors.ts'

/** The same person with another role in the organization. */
export function withRole(actor: Actor, organizationId: string, role: Role): Actor {
  const memberships = actor.memberships.map((membership) =>
    membership.organizationId === organizationId ? { ...membership, role } : membership,
  )
  return { ...actor, memberships }
}

/** A person who is signed in and belongs to an organization that has nothing to do with anything. */
export const stranger: Actor = {
  kind: 'user',
  userId: 'usr_stranger',
  name: 'Stranger',
  isOperator: false,
  memberships: [{ organizationId: 'org_elsewhere', slug: 'elsewhere', name: 'Elsewhere', role: 'owner' }],
}

/** Expects a refusal by its code and, when given, the fields it names. Returns the error. */
export async function expectRefusal(
  work: Promise<unknown>,
  code: ErrorCode,
  fields?: string[],
): Promise<AppError> {
  const error = await work.then(
    () => expect.fail(`expected ${code}, but it was done`),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw error
  expect(error.code, error.message).toBe(code)
  if (fields) expect(Object.keys(error.fields ?? {}).sort()).toEqual([...fields].sort())
  return error
}

type Arranged<Input> = {
  /** Someone who may do it. */
  actor: Actor
  input: Input
  /** The organization whose role decides. */
  organizationId: string
}

export type VerbCase<Input, Result, A extends Arranged<Input>> = {
  verb: (actor: Actor, input: Input) => Promise<Result>
  /** Makes what one check needs, from nothing: called anew for each. */
  arrange: () => Promise<A>
  /** What the verb itself achieves; looked at after the first call. */
  does: (result: Result, arranged: A) => Promise<void> | void
  /** The weakest role that may do it. */
  role: Role
  /** The event of the one audit entry that it writes. */
  event: `${string}.${string}`
  /** Kinds of object in its configuration change, in their order; left out: gateways are not concerned. */
  touched?: TouchedKind[]
  /** A revocation: the change travels first. */
  isUrgent?: boolean
  /** What a second, equal call does: nothing, its work once more (`again`), or a refusal with this code. */
  repeated: 'nothing' | 'again' | ErrorCode
  /** What a stranger is told; left out: `not_found`. */
  strangerGets?: ErrorCode
}

const countOf = async (organizationId: string) => ({
  entries: await db.auditEntry.count({ where: { organizationId } }),
  changes: await db.configChange.count({ where: { auditEntry: { organizationId } } }),
})

async function refusesWithoutTrace<Input>(
  verb: (actor: Actor, input: Input) => Promise<unknown>,
  actor: Actor,
  { input, organizationId }: Arranged<Input>,
  code: ErrorCode,
): Promise<void> {
  const before = await countOf(organizationId)
  await expectRefusal(verb(actor, input), code)
  expect(await countOf(organizationId)).toEqual(before)
}

/**
 * The checks that every verb has to pass: it does its work · nobody, strangers and weaker roles are refused without a
 * trace · one audit entry names event and actor · gateways are told or not · repeating it is harmless.
 */
export function describeVerb<Input, Result, A extends Arranged<Input>>(
  name: string,
  check: VerbCase<Input, Result, A>,
): void {
  const { verb, arrange, role } = check
  describe(name, () => {
    it('does it', async () => {
      const arranged = await arrange()
      await check.does(await verb(arranged.actor, arranged.input), arranged)
    })

    it('is for people who are signed in', async () => {
      await refusesWithoutTrace(verb, anonymous, await arrange(), 'unauthenticated')
    })

    it('tells another organization nothing', async () => {
      await refusesWithoutTrace(verb, stranger, await arrange(), check.strangerGets ?? 'not_found')
    })

    it(`lets ${role} do it`, async () => {
      const { actor, input, organizationId } = await arrange()
      await verb(withRole(actor, organizationId, role), input)
    })

    const weaker = ROLES[ROLES.indexOf(role) + 1]
    if (weaker) {
      it(`refuses ${weaker}`, async () => {
        const arranged = await arrange()
        const actor = withRole(arranged.actor, arranged.organizationId, weaker)
        await refusesWithoutTrace(verb, actor, arranged, 'forbidden')
      })
    }

    it('writes one audit entry', async () => {
      const { actor, input, organizationId } = await arrange()
      const before = await countOf(organizationId)
      await verb(actor, input)
      const written = await countOf(organizationId)
      const entry = await db.auditEntry.findFirst({ where: { organizationId }, orderBy: { id: 'desc' } })
      expect(written.entries - before.entries).toBe(1)
      expect(entry).toMatchObject({ event: check.event, actorId: actor.tokenId ?? actor.userId })
    })

    it(check.touched ? 'tells the gateways' : 'does not concern gateways', async () => {
      const { actor, input, organizationId } = await arrange()
      const before = await countOf(organizationId)
      const result = await verb(actor, input)
      const after = await countOf(organizationId)
      expect(after.changes - before.changes).toBe(check.touched ? 1 : 0)
      if (!check.touched) return
      const change = await db.configChange.findFirstOrThrow({
        where: { auditEntry: { organizationId } },
        orderBy: { revision: 'desc' },
      })
      expect((change.touched as { kind: string }[]).map(({ kind }) => kind)).toEqual(check.touched)
      expect(change.isUrgent).toBe(check.isUrgent ?? false)
      expect(result).toMatchObject({ revision: change.revision })
    })

    it(`repeated: ${check.repeated}`, async () => {
      const { actor, input, organizationId } = await arrange()
      await verb(actor, input)
      const once = await countOf(organizationId)
      if (check.repeated === 'nothing' || check.repeated === 'again') await verb(actor, input)
      else await expectRefusal(verb(actor, input), check.repeated)
      const twice = await countOf(organizationId)
      if (check.repeated === 'again') expect(twice.entries).toBe(once.entries + 1)
      else expect(twice).toEqual(once)
    })
  })
}
