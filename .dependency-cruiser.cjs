/**
 * Who may import whom. Each rule's comment is the sentence that `npm test` prints when it is broken, and
 * tools/import-rules.test.ts breaks each of them once. Tests may import anything.
 */

const { readFileSync } = require('node:fs');
const path = require('node:path');

/** The features, each allowed to use those above it: in the order of the one list, features/index.ts. */
const features = readFeatures(readFileSync(path.join(__dirname, 'apps/api/src/features/index.ts'), 'utf8'));

function readFeatures(text) {
  const folders = new Map(
    [...text.matchAll(/import \{ (\w+) \} from '\.\/([\w-]+)\/index\.ts'/g)].map(([, name, folder]) => [
      name,
      folder,
    ]),
  );
  const [, list = ''] = /features: readonly Feature\[\] = \[([^\]]*)\]/.exec(text) ?? [];
  return [...list.matchAll(/\w+/g)].map(([name]) => folders.get(name) ?? name);
}

const api = '^apps/api/src/';
const anyFeature = `${api}features/([^/]+)/`;
const anyFace = `${api}faces/([^/]+)/`;
const isTest = '\\.test\\.ts$';
const frameworks = '(^|node_modules/)(fastify|@fastify)(/|$)';
const httpClients = '^(node:)?(https?|http2|net|tls|dgram|dns)(/|$)|(^|node_modules/)undici(/|$)';
const sqlPackages = '(^|node_modules/)(kysely|pg|@electric-sql|pg-boss)(/|$)';

/** A rule: files matching `from` must not import files matching `to`, except those matching `but`. */
function forbid(
  name,
  comment,
  from,
  to,
  { fromBut = [], but = [], types = 'checked', kinds, kindsBut } = {},
) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from, pathNot: [isTest, ...fromBut] },
    to: {
      ...(to && { path: to }),
      ...(but.length > 0 && { pathNot: but }),
      ...(types === 'free' && { dependencyTypesNot: ['type-only'] }),
      ...(kinds && { dependencyTypes: kinds }),
      ...(kindsBut && { dependencyTypesNot: kindsBut }),
    },
  };
}

const packageRules = [
  forbid(
    'pure-packages-stand-alone',
    'scheduling, contract, webhooks, icalendar and look import nothing of ours.',
    '^packages/(scheduling|contract|webhooks|icalendar|look)/src/',
    '^(packages|apps|tools)/',
    { but: ['^packages/$1/'] },
  ),
  forbid(
    'pure-packages-are-pure',
    'scheduling, contract, webhooks, icalendar and look use nothing of Node: no clock, no randomness, no I/O.',
    '^packages/(scheduling|contract|webhooks|icalendar|look)/src/',
    undefined,
    { kinds: ['core'] },
  ),
  forbid(
    'sdk-uses-contract-and-webhooks',
    'Of ours, sdk imports contract and webhooks only.',
    '^packages/sdk/src/',
    '^(packages|apps|tools)/',
    { but: ['^packages/(sdk|contract|webhooks)/'] },
  ),
  forbid(
    'clients-use-the-sdk',
    'Of ours, mcp-server and dashboard import sdk only: whatever they can do, a customer can do. Zones they may know from scheduling, and how to write from look.',
    '^(packages/mcp-server|apps/dashboard)/src/',
    '^(packages|apps|tools)/',
    { but: ['^$1/', '^packages/(sdk|scheduling|look)/'] },
  ),
  forbid(
    'react-uses-sdk-widget-and-look',
    'Of ours, react imports sdk, widget and look only.',
    '^packages/react/src/',
    '^(packages|apps|tools)/',
    { but: ['^packages/(react|sdk|widget|look)/'] },
  ),
  forbid(
    'widget-stands-alone',
    'Of ours, widget imports look only, which is bundled: its size is on every page of a customer.',
    '^packages/widget/src/',
    '^(packages|apps|tools)/',
    { but: ['^packages/(widget|look)/'], types: 'free' },
  ),
  forbid(
    'api-uses-the-middle-and-two-of-the-rim',
    'Of ours, the api imports scheduling, contract, webhooks, icalendar, look, mcp-server and widget only.',
    api,
    '^(packages|apps|tools)/',
    { but: ['^apps/api/', '^packages/(scheduling|contract|webhooks|icalendar|look|mcp-server|widget)/'] },
  ),
];

const layerRules = [
  forbid('lib-is-the-floor', 'lib imports nothing else of the api.', `${api}lib/`, api, {
    but: [`${api}lib/`],
  }),
  forbid(
    'wording-knows-words-only',
    'Of the api, wording imports lib only: what it spells is given to it.',
    `${api}wording/`,
    api,
    { but: [`${api}(wording|lib)/`] },
  ),
  forbid(
    'wording-is-pure',
    'wording writes texts from what it is given: no clock, no secret, no database, no HTTP.',
    `${api}wording/`,
    `${sqlPackages}|${frameworks}|${api}lib/(clock|crypto|logger|ids)`,
  ),
  forbid(
    'wording-is-pure-of-node',
    'wording uses nothing of Node: no clock, no randomness, no I/O.',
    `${api}wording/`,
    undefined,
    { kinds: ['core'] },
  ),
  forbid('db-uses-lib', 'Of the api, db imports lib only.', `${api}db/`, api, { but: [`${api}(db|lib)/`] }),
  forbid(
    'services-know-no-feature',
    'events, jobs, attempts and providers import lib, db and each other: nothing that knows what a booking is.',
    `${api}(events|jobs|attempts|providers)/`,
    api,
    { but: [`${api}(events|jobs|attempts|providers|db|lib)/`] },
  ),
  forbid(
    'http-knows-no-feature',
    'http imports no feature, no face, and nothing that builds or starts the server.',
    `${api}http/`,
    `${api}(features/|faces/|app\\.ts|main\\.ts|config\\.ts)`,
  ),
  forbid(
    'features-are-built-not-building',
    'A feature or a face imports neither app.ts, main.ts nor config.ts: what it needs comes in deps.',
    `${api}(features/|faces/|deps\\.ts)`,
    `${api}(app|main|config)\\.ts`,
  ),
  forbid(
    'one-way-out',
    'What leaves the server goes through providers/outbound, which judges addresses: no other client, no other socket.',
    api,
    httpClients,
    // These try a local port, end connections that came in, lock a directory by a local socket, tell addresses from names.
    {
      fromBut: [
        `${api}(providers/outbound/|bootstrap/start\\.ts|http/draining\\.ts|db/directory-lock\\.ts|config\\.ts|read-setting\\.ts)`,
      ],
      types: 'free',
    },
  ),
  forbid('nothing-imports-main', 'Nothing imports main.ts: it starts the process.', '', `${api}main\\.ts`),
  forbid(
    'app-never-listens',
    'app.ts builds from deps; only main.ts reads config.ts.',
    `${api}app\\.ts`,
    `${api}config\\.ts`,
  ),
];

const inFeature = (files) => `${anyFeature}${files}`;
const inFeatureOrFace = (files) => `${api}(?:features|faces)/([^/]+)/${files}`;
const service = `${api}(http|jobs|attempts|events|providers)/`;

const partRules = [
  forbid(
    'rules-are-pure',
    'rules.ts and life.ts know no database, no HTTP, no clock: facts and `now` come as arguments, reasons go out.',
    inFeatureOrFace('(rules|life)'),
    `${sqlPackages}|${frameworks}|${service}|${api}(db/|deps\\.ts|lib/(clock|crypto|logger|ids))`,
  ),
  forbid(
    'rules-are-pure-of-node',
    'rules.ts and life.ts use nothing of Node: no clock, no randomness, no I/O.',
    inFeatureOrFace('(rules|life)'),
    undefined,
    { kinds: ['core'] },
  ),
  forbid(
    'rules-do-not-act',
    'rules.ts and life.ts import other rules only: no store, no verb, no route.',
    inFeatureOrFace('(rules|life)'),
    `${api}(features|faces)/`,
    { but: [`${api}(features|faces)/[^/]+/(rules|life|index)`], types: 'free' },
  ),
  forbid(
    'stores-only-store',
    'store.ts speaks SQL through the `tx` it is given: no HTTP, no services, no deps with a pool in it.',
    inFeature('store'),
    `${frameworks}|${service}|${api}(deps\\.ts|db/(embedded|postgres|root|migrate))`,
    { but: [`${api}events/message\\.ts$`] }, // what a stored message is, and nothing that runs
  ),
  forbid(
    'stores-do-not-decide',
    'store.ts imports no rules and no other part of its feature: it reads and writes rows.',
    inFeature('store'),
    `${api}features/$1/`,
    { but: [`${api}features/$1/store`], types: 'free' },
  ),
  forbid(
    'verbs-know-no-http',
    'A verb imports nothing of HTTP: routes.ts and present.ts stand between them.',
    inFeature('[^/]+\\.ts$'),
    `${frameworks}|${api}http/|${api}features/$1/(routes|present)`,
    { fromBut: ['/(rules|store|routes[-a-z]*|present|index|reactions)\\.ts$'] },
  ),
  forbid(
    'routes-only-connect',
    'routes.ts speaks no SQL: it calls a verb or a store and presents the result.',
    inFeature('routes'),
    `${sqlPackages}|${api}db/`,
    { types: 'free' },
  ),
  forbid(
    'present-only-presents',
    'present.ts turns a record into its wire form: no database, no HTTP, no services, no verb.',
    inFeature('present'),
    `${sqlPackages}|${frameworks}|${service}|${api}(db/|deps\\.ts)|${api}features/$1/(?!rules|store|present|message|token)`,
    { types: 'free' },
  ),
];

const featureRules = [
  forbid(
    'declarations-only-declare',
    'facts.ts, jobs.ts and ports.ts declare what others may name: they import nothing of the api that runs.',
    inFeature('(facts|jobs|ports)'),
    api,
    { but: [`${api}(events/declare-fact|jobs/(definition|row-key)|lib/port)\\.ts`], types: 'free' },
  ),
  forbid(
    'the-list-is-for-builders',
    'Only what builds the server imports the list of features: a feature knows those above it, one by one.',
    `${api}(?!app\\.ts|bootstrap/)`,
    `${api}features/(index|join-features)\\.ts`,
    { fromBut: [`${api}features/index\\.ts`] },
  ),
  forbid(
    'features-meet-at-index',
    'A feature imports another one through its index.ts only.',
    anyFeature,
    anyFeature,
    { but: [`${api}features/$1/`, `${anyFeature}index\\.ts$`] },
  ),
  forbid(
    'features-are-listed',
    'Every feature has its place in the list of features/index.ts.',
    `${api}features/(?!(${features.join('|')})/)[^/]+/index\\.ts$`, // one line each, not one per import
    '.',
  ),
  ...features
    .slice(0, -1)
    .map((name, place) =>
      forbid(
        `features-look-upward-from-${name}`,
        `${name} imports no feature below it in the order; react to an event instead.`,
        `${api}features/${name}/`,
        `${api}features/(${features.slice(place + 1).join('|')})/`,
      ),
    ),
];

const faceRules = [
  forbid(
    'features-know-no-face',
    'Only app.ts imports faces: what a feature does depends on nobody who looks at it.',
    `${api}(?!faces/|app\\.ts)`,
    `${api}faces/`,
  ),
  forbid(
    'faces-use-features-by-index',
    'A face imports a feature through its index.ts only.',
    `${api}faces/`,
    anyFeature,
    { but: [`${anyFeature}index\\.ts$`] },
  ),
  forbid(
    'faces-stand-alone',
    'A face imports no other face: what two of them share stands beside them, or in wording.',
    anyFace,
    anyFace,
    { but: [`${api}faces/$1/`] },
  ),
  forbid(
    'faces-speak-no-sql',
    'A face speaks no SQL: it asks a feature, or the API as its visitors do.',
    `${api}faces/`,
    sqlPackages,
  ),
];

const hygiene = [
  forbid(
    'tests-stay-apart',
    'Only tests import tests, the harness and tools.',
    '^(apps|packages)/[^/]+/src/',
    `${isTest}|^(apps|packages)/[^/]+/test/|^tools/`,
  ),
  forbid(
    'dependencies-are-declared',
    "What is imported stands in the dependencies of the package.json beside it, not in another's.",
    '^(apps|packages)/[^/]+/src/',
    undefined,
    // A peer, such as React, is a dev dependency besides: tests need one.
    { kinds: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], kindsBut: ['npm-peer'] },
  ),
  {
    name: 'no-circles',
    comment: 'Two files that need each other are one file, or want a third.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
];

module.exports = {
  forbidden: [...packageRules, ...layerRules, ...partRules, ...featureRules, ...faceRules, ...hygiene],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true, // an `import type` is a dependency too
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
};
