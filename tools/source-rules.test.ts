import { describe, expect, it } from 'vitest';
import { findBreaches } from './source-rules.ts';

const feature = 'apps/api/src/features/bookings/create-booking.ts';
const store = 'apps/api/src/features/bookings/store-more.ts';
const pure = 'packages/scheduling/src/slots.ts';

describe('findBreaches', () => {
  it.each([
    [feature, 'const at = Date.now();', 'Only lib/clock.ts'],
    [feature, 'const at = new Date();', 'Only lib/clock.ts'],
    [feature, 'const at = Date();', 'Only lib/clock.ts'],
    [pure, 'const at = Date.now();', 'Only lib/clock.ts'],
    [feature, 'const port = process.env.PORT;', 'Only config.ts'],
    [feature, `const port = process.env['PORT'];`, 'Only config.ts'],
    [pure, 'const n = Math.random();', 'A pure package'],
    [pure, 'const id = crypto.randomUUID();', 'A pure package'],
    [feature, 'await fetch(url);', 'Only providers/outbound'],
    [feature, 'await globalThis.fetch(url);', 'Only providers/outbound'],
    [feature, 'const client = createClient({ fetch });', 'Only providers/outbound'],
    [feature, 'const client = createClient({ get: fetch });', 'Only providers/outbound'],
    [feature, 'const socket = new WebSocket(url);', 'Only providers/outbound'],
    ['apps/api/src/providers/outbound/outbound.ts', 'await fetch(url);', 'Only providers/outbound'],
    [feature, `await tx.selectFrom('bookings').execute();`, 'A statement is made in a store'],
    [feature, `await tx.deleteFrom('bookings').execute();`, 'A statement is made in a store'],
    [feature, 'const now = sql`now()`;', 'A statement is made in a store'],
    [feature, `const column = sql.ref('b.id');`, 'A statement is made in a store'],
    ['apps/api/src/http/mount.ts', `tx.insertInto('bookings');`, 'A statement is made in a store'],
    [feature, `insert.values([...rows]);`, 'A statement takes a list in lots'],
    [store, `send(tx, insertRows('events', ...rows));`, 'A statement takes a list in lots'],
    [feature, `for (const lot of lotsOf(ids)) insert.values([...rows]);`, 'A statement takes a list in lots'],
    [feature, `if (status === 'pending_payment') return;`, 'What a status of a booking means'],
    [
      store,
      `sql\`select where status = 'pending_payment' and at <= \${at}\`;`,
      'What a status of a booking means',
    ],
    [store, `sql\`select \${at} where status = 'pending_payment'\`;`, 'What a status of a booking means'],
    [feature, `query.where('id', 'in', ids);`, 'A statement takes a list in lots'],
    [feature, 'function insertBooking(tx) { send(tx, rows); }', 'begins with `send`'],
    [feature, 'export const storeAnswer = (tx) => send(tx, rows);', 'begins with `send`'],
    [feature, 'const openBooking = (access) => authorizeBearer(access, kind);', 'begins with `authorize`'],
    [feature, 'function readHours(body: Static<typeof Hours>) { return body; }', 'named `parse…`'],
    [feature, 'const readRange = ({ start }: SlotsQuery) => start;', 'named `parse…`'],
    [feature, 'async function readGuides(at: string) { return readFile(at); }', 'named `load…`'],
  ])('%s: %s', (file, text, sentence) => {
    expect(findBreaches(file, `\n${text}`)).toEqual([
      { line: 2, sentence: expect.stringContaining(sentence) },
    ]);
  });

  it.each([
    ['apps/api/src/lib/clock.ts', 'const at = Date.now();'],
    ['apps/api/src/features/bookings/store-lists.ts', `tx.selectFrom('bookings'); const one = sql\`1\`;`],
    ['apps/api/src/http/store-answers.ts', `tx.insertInto('idempotency_keys');`],
    ['apps/api/src/db/locks.ts', 'const one = sql`1`;'],
    ['apps/api/src/features/bookings/life.ts', `const isUnpaid = status === 'pending_payment';`],
    ['apps/api/src/config.ts', 'const port = process.env.PORT;'],
    ['apps/api/src/db/transactions.ts', 'const pause = Math.random();'],
    [feature, 'const at = new Date(text); // not Date.now()'],
    [feature, `for (const lot of lotsOf(rows)) await insert.values([...lot]).execute();`],
    [store, `for (const lot of lotsOf(rows, 50)) send(tx, insertRows('events', ...lot));`],
    [feature, `insert.values(row); insert.values({ ...row });`],
    [
      store,
      `query.where('status', 'in', ['expired', 'waiting']); query.where('id', '=', sql\`any(\${ids})\`);`,
    ],
    [pure, 'const at = Date.parse(text);'],
    [feature, 'function sendBooking(tx) { send(tx, rows); }'],
    [feature, 'async function insertBooking(tx) { send(tx, timeout); await insert.execute(); }'],
    [feature, 'const authorizeBooking = (access) => authorizeBearer(access, kind);'],
    [feature, 'const parseRange = ({ start }: SlotsQuery) => start;'],
    [feature, 'async function readSlots(deps: Deps, query: SlotsQuery) { return find(query); }'],
    [feature, 'const loadGuides = (at: string) => readFileSync(at);'],
    [feature, 'const core = createCore({ fetch: inject }); await core.fetch(url);'],
    ['packages/sdk/src/client.ts', 'await fetch(url);'],
    ['apps/api/src/features/bookings/create-booking.test.ts', 'const at = Date.now();'],
    ['tools/anything.ts', 'const port = process.env.PORT;'],
  ])('allows %s: %s', (file, text) => {
    expect(findBreaches(file, text)).toEqual([]);
  });
});
