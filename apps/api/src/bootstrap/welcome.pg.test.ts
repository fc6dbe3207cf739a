import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/harness/api.ts';
import { readConfig } from '../config.ts';
import { type Credentials, draftCredentials, settleCredentials } from './credentials.ts';
import { welcome } from './welcome.ts';

let api: TestApi;
let dataDir: string;
beforeAll(async () => {
  api = await createTestApi();
  dataDir = await mkdtemp(path.join(tmpdir(), 'astrocal-welcome-'));
});
afterAll(async () => {
  await rm(dataDir, { recursive: true });
  await api.close();
});

const config = (env: Record<string, string> = {}) =>
  readConfig({ ASTROCAL_DATA_DIR: dataDir, ASTROCAL_PUBLIC_URL: 'https://book.example.com', ...env });
const keep = async (credentials: Credentials) => {
  await draftCredentials(dataDir, credentials);
  await settleCredentials(dataDir, async () => true);
};
const secretKey = 'kL2nv84hGq0xZt7RwYb1dMs5uCe9fAjP';
const elsewhere = 'Your keys were shown and kept where this installation was started first.';

test('the first start shows the keys and a time of the next working day', async () => {
  const text = await welcome(api.deps, config(), { created: api.own, setupLink: null });
  expect(text).toContain(`  live  ${api.own.liveKey}\n  test  ${api.own.testKey}\n`);
  expect(text).toContain(`-H "Authorization: Bearer ${api.own.testKey}"`);
  // The clock stands at Monday 08:00; a day later is Tuesday 08:00, before the hours begin.
  expect(text).toContain('&start=2026-06-02&end=2026-06-02"');
  expect(text).toContain('"start_time":"2026-06-02T09:00:00Z"');
});

test('the page on which the first event type is booked is there to look at', async () => {
  const text = await welcome(api.deps, config(), { created: api.own, setupLink: null });
  const [, path = ''] = /^ {2}Booking page {3}https:\/\/book\.example\.com(\S+)$/m.exec(text) ?? [];
  const { statusCode, headers } = await api.server.inject(path);
  expect(statusCode).toBe(302);
  const page = await api.server.inject(new URL(String(headers.location), `http://server${path}`).pathname);
  expect([page.statusCode, page.body.includes('Test Event')]).toEqual([200, true]);
});

test.each([
  [{}, 'http://127.0.0.1:3000/dev/mail  (from this machine only)'],
  [{ HOST: '0.0.0.0', PORT: '80' }, 'http://127.0.0.1:80/dev/mail  (from this machine only)'],
  [{ HOST: '::1' }, 'http://[::1]:3000/metrics  (from this machine only)'],
  [{ HOST: '192.0.2.1' }, '/dev/mail and /metrics answer on loopback only: set HOST to 0.0.0.0'],
  [
    { ASTROCAL_DEV_MAIL: '1' },
    'https://book.example.com/dev/mail  (open to everybody who reaches it: ASTROCAL_DEV_MAIL)',
  ],
])('while developing, %j says where mail and figures are read', async (env, sentence) => {
  expect(
    await welcome(api.deps, config(env as Record<string, string>), { created: null, setupLink: null }),
  ).toContain(sentence);
});

test('in production it says in a line that it is ready, and never a key', async () => {
  const production = config({ NODE_ENV: 'production', ASTROCAL_SECRET_KEY: secretKey });
  expect(await welcome(api.deps, production, { created: null, setupLink: null })).toBe(
    'Astrocal is ready at https://book.example.com  (embedded database)',
  );
  const first = await welcome(api.deps, production, { created: api.own, setupLink: null });
  expect(first).toContain(`The keys of the API are in ${path.join(dataDir, 'credentials.json')}.`);
  expect(first).not.toMatch(/ac_(live|test)_|dev\/mail/);
});

test('a later one points to the file', async () => {
  await keep(api.own);
  const text = await welcome(api.deps, config(), { created: null, setupLink: null });
  expect(text).toContain(`Your keys are in ${path.join(dataDir, 'credentials.json')}.`);
  expect(text).not.toMatch(/ac_(live|test)_/);
  expect(text.match(/^curl/gm)).toHaveLength(2);
});

test('a start in another directory than the first says so', async () => {
  const text = await welcome(api.deps, config({ ASTROCAL_DATA_DIR: path.join(dataDir, 'none') }), {
    created: null,
    setupLink: null,
  });
  expect(text).toContain(elsewhere);
});

test('no commands are shown that would not work: the event type takes no bookings', async () => {
  await keep(api.own);
  const patch = { key: api.own.testKey, body: { active: false } };
  await api.call('PATCH', `/v1/event-types/${api.own.testEventTypeId}`, patch);
  expect(await welcome(api.deps, config(), { created: null, setupLink: null })).not.toContain('curl');
});

test('a process that only works says so, and where the keys are that it made', async () => {
  const worker = config({ ASTROCAL_ROLE: 'worker', DATABASE_URL: 'postgres://db/astrocal' });
  expect(await welcome(api.deps, worker, { created: null, setupLink: null })).toBe(
    'Astrocal works on the job queue.',
  );
  const first = await welcome(api.deps, worker, { created: api.own, setupLink: null });
  expect(first).toContain(`The keys of the API are in ${path.join(dataDir, 'credentials.json')}.`);
  expect(first).not.toMatch(/ac_(live|test)_/);
});
