import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { features } from '../apps/api/src/features/index.ts';

const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Required<IConfiguration>;
const api = 'apps/api/src';
const bookings = `${api}/features/bookings`;

/** [rule, file, what it imports]: every line breaks its rule, and none of the others. */
const broken: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['pure-packages-stand-alone', 'packages/scheduling/src/a.ts', 'packages/contract/src/index.ts'],
  ['pure-packages-stand-alone', 'packages/contract/src/b.ts', `${api}/lib/ids.ts`],
  ['pure-packages-stand-alone', 'packages/look/src/a.ts', 'packages/scheduling/src/index.ts'],
  ['pure-packages-are-pure', 'packages/look/src/b.ts', 'node:util'],
  ['pure-packages-are-pure', 'packages/scheduling/src/c.ts', 'node:fs'],
  ['pure-packages-are-pure', 'packages/icalendar/src/c.ts', 'node:crypto'],
  ['sdk-uses-contract-and-webhooks', 'packages/sdk/src/a.ts', 'packages/scheduling/src/index.ts'],
  ['clients-use-the-sdk', 'packages/mcp-server/src/a.ts', 'packages/contract/src/index.ts'],
  ['clients-use-the-sdk', 'apps/dashboard/src/a.ts', `${api}/lib/ids.ts`],
  ['react-uses-sdk-widget-and-look', 'packages/react/src/a.ts', 'packages/contract/src/index.ts'],
  ['widget-stands-alone', 'packages/widget/src/a.ts', 'packages/sdk/src/index.ts'],
  ['api-uses-the-middle-and-two-of-the-rim', `${api}/lib/sdk.ts`, 'packages/sdk/src/index.ts'],
  ['lib-is-the-floor', `${api}/lib/a.ts`, `${api}/db/database.ts`],
  ['wording-knows-words-only', `${api}/wording/a.ts`, `${bookings}/index.ts`],
  ['wording-knows-words-only', `${api}/wording/b.ts`, `${api}/providers/mail.ts`],
  ['wording-is-pure', `${api}/wording/c.ts`, `${api}/lib/clock.ts`],
  ['wording-is-pure', `${api}/wording/d.ts`, 'fastify'],
  ['wording-is-pure-of-node', `${api}/wording/e.ts`, 'node:crypto'],
  ['db-uses-lib', `${api}/db/a.ts`, `${api}/jobs/queue.ts`],
  ['services-know-no-feature', `${api}/events/a.ts`, `${bookings}/index.ts`],
  ['services-know-no-feature', `${api}/jobs/a.ts`, `${api}/http/mount.ts`],
  ['services-know-no-feature', `${api}/attempts/a.ts`, `${bookings}/index.ts`],
  ['http-knows-no-feature', `${api}/http/a.ts`, `${bookings}/index.ts`],
  ['features-are-built-not-building', `${bookings}/a.ts`, `${api}/config.ts`],
  ['one-way-out', `${bookings}/send-a.ts`, 'undici'],
  ['one-way-out', `${bookings}/send-b.ts`, 'node:http'],
  ['one-way-out', `${bookings}/send-c.ts`, 'node:https'],
  ['one-way-out', `${api}/jobs/send.ts`, 'node:net'],
  ['one-way-out', `${api}/providers/calendar/send.ts`, 'node:tls'],
  ['nothing-imports-main', `${api}/b.ts`, `${api}/main.ts`],
  ['app-never-listens', `${api}/app.ts`, `${api}/config.ts`],
  ['rules-are-pure', `${api}/features/waitlist/rules.ts`, `${api}/lib/clock.ts`],
  ['rules-are-pure', `${api}/features/usage/rules.ts`, `${api}/db/database.ts`],
  ['rules-are-pure', `${api}/features/notifications/rules.ts`, 'kysely'],
  ['rules-are-pure', `${bookings}/life.ts`, 'kysely'],
  ['rules-are-pure-of-node', `${api}/features/availability/rules.ts`, 'node:fs'],
  ['rules-do-not-act', `${bookings}/rules.ts`, `${bookings}/store.ts`],
  ['stores-only-store', `${api}/features/waitlist/store.ts`, `${api}/deps.ts`],
  ['stores-only-store', `${api}/features/usage/store.ts`, `${api}/db/postgres.ts`],
  ['stores-do-not-decide', `${api}/features/availability/store.ts`, `${api}/features/availability/rules2.ts`],
  ['verbs-know-no-http', `${bookings}/create-booking.ts`, `${api}/http/mount.ts`],
  ['verbs-know-no-http', `${bookings}/cancel-booking.ts`, 'fastify'],
  ['verbs-know-no-http', `${bookings}/move-booking.ts`, `${bookings}/present.ts`],
  ['routes-only-connect', `${bookings}/routes.ts`, 'kysely'],
  ['present-only-presents', `${bookings}/present.ts`, `${bookings}/confirm-booking.ts`],
  ['features-meet-at-index', `${api}/features/usage/a.ts`, `${bookings}/confirm-booking.ts`],
  ['features-are-listed', `${api}/features/surprises/index.ts`, `${api}/lib/ids.ts`],
  ['features-look-upward-from-organizations', `${api}/features/organizations/a.ts`, `${bookings}/index.ts`],
  ['features-look-upward-from-bookings', `${bookings}/b.ts`, `${api}/features/waitlist/index.ts`],
  ['declarations-only-declare', `${bookings}/jobs.ts`, `${bookings}/confirm-booking.ts`],
  ['the-list-is-for-builders', `${bookings}/d.ts`, `${api}/features/index.ts`],
  ['features-know-no-face', `${bookings}/c.ts`, `${api}/faces/pages/index.ts`],
  ['features-know-no-face', `${api}/bootstrap/a.ts`, `${api}/faces/probes/index.ts`],
  ['faces-use-features-by-index', `${api}/faces/pages/a.ts`, `${bookings}/confirm-booking.ts`],
  ['faces-stand-alone', `${api}/faces/mcp/a.ts`, `${api}/faces/pages/index.ts`],
  ['faces-speak-no-sql', `${api}/faces/dev-mail/routes.ts`, 'kysely'],
  ['rules-are-pure', `${api}/faces/pages/rules.ts`, `${api}/lib/clock.ts`],
  ['features-are-built-not-building', `${api}/faces/pages/b.ts`, `${api}/config.ts`],
  ['tests-stay-apart', `${api}/lib/b.ts`, 'apps/api/test/harness/databases.ts'],
  ['dependencies-are-declared', `${api}/lib/c.ts`, 'undeclared'],
  ['no-circles', `${api}/lib/d.ts`, `${api}/lib/e.ts`],
];

/** What the house allows: none of these may be reported. */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ['packages/sdk/src/ok.ts', 'packages/contract/src/index.ts'],
  ['packages/react/src/ok.ts', 'packages/widget/src/index.ts'],
  ...['packages/react', 'packages/widget', 'packages/mcp-server', 'apps/dashboard', 'apps/api'].map(
    (home) => [`${home}/src/writes.ts`, 'packages/look/src/index.ts'] as const,
  ),
  [`${api}/lib/ok.ts`, 'node:crypto'],
  [`${api}/providers/outbound/ok.ts`, 'undici'],
  [`${api}/bootstrap/start.ts`, 'node:net'],
  [`${api}/db/ok.ts`, `${api}/lib/ids.ts`],
  [`${api}/jobs/ok.ts`, `${api}/db/database.ts`],
  [`${api}/http/ok.ts`, `${api}/db/database.ts`],
  [`${api}/features/usage/ok.ts`, `${bookings}/index.ts`],
  [`${bookings}/confirm-booking.ts`, `${api}/jobs/queue.ts`],
  [`${api}/bootstrap/start-ok.ts`, `${api}/features/index.ts`],
  [`${bookings}/write-mail.ts`, `${api}/wording/ok.ts`],
  [`${api}/wording/ok.ts`, `${api}/lib/mailbox.ts`],
  [`${api}/wording/writes.ts`, 'packages/look/src/index.ts'],
  [`${api}/faces/pages/ok.ts`, `${bookings}/index.ts`],
  [`${api}/faces/mcp/ok.ts`, `${api}/faces/html-page.ts`],
  [`${api}/app.ts`, `${api}/faces/index.ts`],
  [`${bookings}/rules-ok.ts`, 'packages/scheduling/src/index.ts'],
  [`${bookings}/store-ok.ts`, 'kysely'],
  [`${bookings}/ok.test.ts`, `${api}/main.ts`],
  [`${api}/main.ts`, `${api}/config.ts`],
  [`${api}/lib/e.ts`, `${api}/lib/d.ts`], // closes the circle above, which is reported once
];

let root: string;
let found: string[];

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'astrocal-imports-'));
  writeTree([...broken.map(([, from, to]) => [from, to] as const), ...allowed]);
  const { output } = await cruise(['apps', 'packages'], {
    ...config.options,
    baseDir: root,
    ruleSet: { forbidden: config.forbidden },
    validate: true,
  });
  found = (output as ICruiseResult).summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`,
  );
});
afterAll(() => rmSync(root, { recursive: true }));

/** One file per importer; what is imported exists too, empty unless it imports something itself. */
function writeTree(imports: readonly (readonly [from: string, to: string])[]): void {
  const files = new Map<string, string>();
  for (const [from, to] of imports) {
    const isFile = to.includes('/src/') || to.includes('/test/');
    const specifier = isFile ? path.relative(path.dirname(from), to) : to;
    files.set(
      from,
      `${files.get(from) ?? ''}import * as it from '${isFile ? `./${specifier}` : to}';\nit;\n`,
    );
    if (isFile && !files.has(to)) files.set(to, '');
  }
  for (const [name, text] of files) write(name, text);
  for (const name of ['kysely', 'fastify', 'undici', 'undeclared']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  write('package.json', JSON.stringify({ dependencies: { kysely: '*', fastify: '*', undici: '*' } }));
}

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

const reported = (from: string, to: string) =>
  found.filter((line) => line.includes(`: ${from} -> `) && leadsTo(line, to));
const leadsTo = (line: string, to: string) =>
  line.endsWith(`-> ${to.replace('node:', '')}`) || line.includes(`node_modules/${to}/`);

it.each(broken)('%s: %s -> %s', (rule, from, to) => {
  expect(reported(from, to).map((line) => line.split(':')[0])).toEqual([rule]);
});

it.each(allowed)('allows %s -> %s', (from, to) => {
  expect(reported(from, to)).toEqual([]);
});

it('has the features in the order of the one list', () => {
  const rules = config.forbidden.map(({ name = '' }) => /^features-look-upward-from-(.*)/.exec(name)?.[1]);
  expect(rules.filter(Boolean)).toEqual(features.slice(0, -1).map(({ name }) => name));
});

it('breaks every rule at least once', () => {
  const tried = new Set(broken.map(([rule]) => rule.replace(/^features-look-upward-from-.*/, 'order')));
  const rules = new Set(
    config.forbidden.map(({ name = '' }) => name.replace(/^features-look-upward-from-.*/, 'order')),
  );
  expect(tried).toEqual(rules);
});

it('has a sentence for every rule', () => {
  for (const { comment } of config.forbidden) expect(comment).toMatch(/^[A-Za-z].*\.$/);
});
