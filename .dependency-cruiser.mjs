// Who may import whom: docs/architecture.md in rules. Tests may reach further, into what tests share.

const TEST = String.raw`\.test\.(ts|tsx|mjs)$|/test/|/testing/|/testing\.ts$|/golden/`
const CONTRACT = '^gateway-sync/contract/'
/** Parts of lib that hold no rule and reach no database: what a screen may use. */
const FACTS =
  '^lib/[^/]+/schema(/|\\.ts$)|^lib/billing/rating/|^lib/core/(action-result|context|money|period|slug)\\.ts$'

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const outsideTests = (path) => ({ path, pathNot: TEST })

export default {
  forbidden: [
    rule('no-cycles', 'A circle has no first room to read.', {}, { circular: true }),
    rule('resolvable', 'The import leads nowhere.', {}, { couldNotResolve: true }),
    rule('contract-is-a-leaf', 'Every room speaks it, so it may know none.', outsideTests(CONTRACT), {
      pathNot: `${CONTRACT}|^node_modules/zod`,
      dependencyTypesNot: ['core'],
    }),
    rule(
      'gateway-ships-alone',
      'The gateway knows the contract and nothing else.',
      outsideTests('^gateway/'),
      {
        path: '^(app|bench|components|demo|e2e|gateway-sync|lib|prisma|scripts)/',
        pathNot: CONTRACT,
      },
    ),
    rule('lib-knows-no-room-above', 'What is true does not depend on who shows it.', outsideTests('^lib/'), {
      path: '^(app|bench|components|demo|e2e|gateway|gateway-sync|scripts)/',
      pathNot: CONTRACT,
    }),
    rule('lib-core-is-below', 'What all concepts stand on knows none of them.', outsideTests('^lib/core/'), {
      path: '^lib/(?!core/|generated/)',
    }),
    rule(
      'components-show-facts',
      'A component takes types, zod and pure formatters from lib: never queries, verbs or the database.',
      outsideTests('^components/'),
      { path: '^lib/', pathNot: FACTS },
    ),
    rule('components-know-no-room-above', '', outsideTests('^components/'), {
      path: '^(app|bench|demo|e2e|gateway|gateway-sync|prisma|scripts)/',
      pathNot: CONTRACT,
    }),
    rule(
      'primitives-know-no-words',
      'components/ui is below patterns and concepts.',
      outsideTests('^components/ui/'),
      {
        path: '^components/(?!ui/)|^lib/',
      },
    ),
    rule(
      'patterns-know-no-concept',
      'components/patterns is below the concepts.',
      outsideTests('^components/patterns/'),
      {
        path: '^components/(?!ui/|patterns/)',
      },
    ),
    rule(
      'jobs-run-verbs',
      'The thread of jobs is the one place below the screens that runs verbs.',
      outsideTests('^gateway-sync/jobs/'),
      { path: '^(app|bench|components|demo|e2e|gateway|prisma|scripts)/' },
    ),
    rule('sync-reads', 'sync loads by queries; it runs no verbs.', outsideTests('^gateway-sync/(?!jobs/)'), {
      path: '^(app|bench|components|demo|e2e|gateway|prisma|scripts)/|^lib/(?!core/|generated/|usage/latency\\.ts$|billing/(rating|schema)/|[^/]+/(queries|schema)\\.ts$)',
    }),
    rule('app-is-a-thin-adapter', '', outsideTests('^app/'), {
      path: '^(bench|demo|e2e|gateway|gateway-sync|prisma|scripts)/|^lib/generated/',
      pathNot: CONTRACT,
    }),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: ['node_modules', 'lib/generated', '^\\.next', '^\\.data'] },
    exclude: { path: ['^\\.next', '^\\.data', '^node_modules/(?!zod)'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
