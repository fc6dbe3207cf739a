import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anId, firstDifference } from './quickstart/compare.ts';
import { type RunningServer, startServer } from './start-server.ts';

const hasCurl = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
}, 90_000);
afterAll(() => server.stop());

/** Runs a program of this directory; all that it says is in `said`. */
function run(command: string, file: string, env: Readonly<Record<string, string>> = {}) {
  return new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    const program = spawn(command, [path.join(import.meta.dirname, file)], {
      env: { PATH: process.env.PATH, ...env },
    });
    let said = '';
    for (const stream of [program.stdout, program.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    program.on('error', reject);
    program.on('close', (code) => resolve({ code, said }));
  });
}

const settings = (day: string) => ({
  API: server.url,
  KEY: server.testKey,
  EVENT_TYPE: server.testEventTypeId,
  DAY: day,
});

test('the quickstart walks the whole flow and finds every answer as documented', async () => {
  const { code, said } = await run(process.execPath, 'quickstart/quickstart.ts');
  expect(said).toContain('✔ All 8 answers are as the documentation shows.');
  expect(said).toMatch(
    /curl -X POST "http:\/\/127\.0\.0\.1:\d+\/v1\/bookings" \\\n {2}-H "Authorization: Bearer ac_test_/,
  );
  expect(code).toBe(0);
}, 90_000);

test.skipIf(!hasCurl)('a shell script books, moves and cancels', async () => {
  const { code, said } = await run('bash', 'book-with-curl/book.sh', settings('2030-06-17'));
  expect(said).toMatch(/Booked, moved and cancelled bkg_\w+\.\n$/);
  expect(code).toBe(0);
});

test.skipIf(!hasCurl)('the shell script stops at an answer that it did not expect', async () => {
  const { code, said } = await run('bash', 'book-with-curl/book.sh', settings('2030-06-16'));
  expect(said).toContain('Expected {"start_time":"2030-06-16T09:00:00Z"');
  expect(code).toBe(1);
});

test('a backend books once although an answer was lost, and takes an alternative', async () => {
  const { code, said } = await run(process.execPath, 'book-from-a-backend/book.mjs', settings('2030-06-18'));
  expect(said).toContain('Cancelled both; their times are free again.');
  expect(code).toBe(0);
});

test('a receiver of webhooks verifies each message, does it once, and refuses what is forged', async () => {
  const { code, said } = await run(process.execPath, 'webhook-receiver/story.ts', settings('2030-06-19'));
  expect(said).toMatch(/Refused a forged request and one that was changed\.\n$/);
  expect(code).toBe(0);
}, 90_000);

test('an agent books over MCP in two calls, once however often it asks, and takes an alternative', async () => {
  const { code, said } = await run(process.execPath, 'agent-books/story.ts', settings('2030-06-20'));
  expect(said).toContain('Connected in revision 2026-07-28 of the protocol.');
  expect(said).toContain('Booked after two calls.');
  expect(said).toMatch(/Two agents booked one time each, .*\n$/);
  expect(code).toBe(0);
}, 90_000);

test.each([
  [{ id: anId('bkg') }, {}, 'id should be an id like bkg_…, and is missing.'],
  [{ status: 'confirmed' }, { status: 'cancelled' }, 'status should be "confirmed", and is "cancelled".'],
  [
    { slots: [{ end_time: 'x' }] },
    { slots: [{ end_time: 'y' }] },
    'slots.0.end_time should be "x", and is "y".',
  ],
  [{ data: [] }, { data: {} }, 'data should be a list, and is {}.'],
])('the quickstart tells in a sentence that %j is not %j', (shown, got, sentence) => {
  expect(firstDifference(shown, got)).toBe(sentence);
});
