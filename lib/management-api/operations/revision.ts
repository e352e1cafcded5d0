import { notFound } from '#lib/core/errors.ts'
import { getRevision } from '#lib/revision/queries.ts'
import { Revision } from '#lib/revision/schema.ts'
import { operation } from '../operation.ts'

export const revisionOperations = [
  operation({
    id: 'getRevision',
    method: 'GET',
    path: '/revisions/{revision}',
    tag: 'Revisions',
    summary: 'Get where a revision is enforced',
    description:
      '`state`: `enforced` at every gateway · `propagating` · `rejected` by a gateway, which says why · `unreachable`: a ' +
      'gateway that has not confirmed it cannot be reached · `no_gateways`. Each gateway’s `proof` is what it observed ' +
      'when it tried the new state on itself, for objects of yours.',
    response: Revision.meta({ id: 'Revision' }),
    exampleAnswer: {
      revision: 44,
      committedAt: '2026-11-21T14:02:10.123Z',
      state: 'enforced',
      gateways: [
        {
          id: 'gw_0mxkq2h8d0001',
          name: 'gw-frankfurt-1',
          appliedRevision: 44,
          enforcedAt: '2026-11-21T14:02:10.141Z',
          latencyMs: 18,
          proof: [
            {
              resource: { kind: 'credential', id: 'cred_0mxkq2h8d0001' },
              observed: 'credential_revoked',
              expected: 'credential_revoked',
              workers: 4,
            },
          ],
        },
      ],
    },
    run: async ({ actor, params: { revision } }) =>
      /^[1-9]\d{0,9}$/.test(revision) ? getRevision(actor, Number(revision)) : notFound('revision', revision),
  }),
]
