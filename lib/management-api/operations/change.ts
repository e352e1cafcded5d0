import { z } from 'zod'
import { getChange, listChanges } from '#lib/change/queries.ts'
import { ListChanges } from '#lib/change/schema.ts'
import { Proof, RevisionState } from '#lib/revision/schema.ts'
import { operation } from '../operation.ts'
import { Named, NamedWithSlug } from '../resources.ts'
import { Moment, pageOf } from '../schema.ts'

const tag = 'Changes'
const Fields = z.record(z.string(), z.unknown()).nullable()

const Change = z
  .object({
    id: z.string(),
    at: Moment,
    actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    event: z.string().meta({ examples: ['credential.revoked'] }),
    object: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    organization: NamedWithSlug.nullable(),
    before: Fields.meta({ description: 'The object’s fields before, secrets masked.' }),
    after: Fields,
    requestId: z.string().nullable(),
    revision: z.int().nullable().meta({ description: 'Null for what gateways are not concerned with.' }),
    status: z.object({ state: RevisionState, enforced: z.int(), total: z.int() }).nullable(),
  })
  .meta({ id: 'Change' })

const ChangeDetail = Change.extend({
  isUrgent: z.boolean().meta({ description: 'A revocation or suspension: it travelled first.' }),
  receipts: z.array(
    z.object({
      gateway: Named,
      latencyMs: z.number().nullable().meta({ description: 'From the commit to the proof’s arrival.' }),
      enforcedAt: Moment.nullable(),
      appliedMs: z.number().nullable(),
      provedMs: z.number().nullable(),
      proof: z.array(Proof),
      waiting: z.string().nullable().meta({ description: 'Why it is still waited for.' }),
    }),
  ),
}).meta({ id: 'ChangeDetail' })

export const changeOperations = [
  operation({
    id: 'listChanges',
    method: 'GET',
    path: '/changes',
    tag,
    summary: 'List changes, newest first',
    query: ListChanges,
    response: pageOf(Change),
    errors: ['forbidden', 'not_found'],
    run: ({ actor, query }) => listChanges(actor, query),
  }),
  operation({
    id: 'getChange',
    method: 'GET',
    path: '/changes/{changeId}',
    tag,
    summary: 'Get a change with each gateway’s receipt',
    response: ChangeDetail,
    run: ({ actor, params }) => getChange(actor, params.changeId),
  }),
]
