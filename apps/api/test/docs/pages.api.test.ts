import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../harness/api.ts';
import { runDueJobs } from '../harness/run-due-jobs.ts';
import { differences } from './compare-answer.ts';
import { type DocumentedCall, readCalls } from './read-page.ts';
import { type CallResult, runCall } from './run-call.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const pages = ['README.md', ...globSync('docs/{*,operations/*}.md', { cwd: root }).sort()]
  .map((page) => ({ page, calls: readCalls(readFileSync(path.join(root, page), 'utf8')) }))
  .filter(({ calls }) => calls.length > 0);
const hasShell = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0);

/** Every page runs on a server of its own, its calls in the order in which a reader meets them. */
describe.skipIf(!hasShell)('the calls of a page answer what the page shows', () => {
  test.each(pages)('$page', ({ page, calls }) => runPage(page, calls));
});

test('the README and the guides do show calls', () => {
  expect(pages.map(({ page }) => page)).toEqual(
    expect.arrayContaining(['README.md', 'docs/quickstart.md', 'docs/bookings.md', 'docs/availability.md']),
  );
});

test.each(['America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland'])(
  'the times of README and quickstart lie in the hours of a "Test Event" in %s',
  (zone) => {
    for (const page of ['README.md', 'docs/quickstart.md']) {
      const times = Object.values(timesOf(page, zone));
      expect(times).not.toEqual([]);
      for (const time of times)
        expect(new Date(time).toLocaleString('en-GB', { timeZone: zone })).toMatch(
          /^1[78]\/06\/2030, 1[0-6]:00:00$/,
        );
    }
  },
);

/** The variables that a page sets by `export NAME=$(node -p "new Date(…)…")`, on a machine whose zone is this one. */
function timesOf(page: string, zone: string): Record<string, string> {
  const lines = readFileSync(path.join(root, page), 'utf8').matchAll(
    /^export (\w+)=\$\(node -p "(new Date.*)"\)/gm,
  );
  const env = { ...process.env, TZ: zone };
  return Object.fromEntries(
    [...lines].map(([, name = '', script = '']) => [
      name,
      spawnSync(process.execPath, ['-p', script], { env, encoding: 'utf8' }).stdout.trim(),
    ]),
  );
}

async function runPage(page: string, calls: readonly DocumentedCall[]): Promise<void> {
  const api = await createTestApi();
  const cookies = await mkdtemp(path.join(tmpdir(), 'astrocal-cookies-'));
  try {
    const variables: Record<string, string> = {
      API: await api.server.listen({ port: 0, host: '127.0.0.1' }),
      KEY: api.own.testKey,
      LIVE_KEY: api.own.liveKey,
      EVENT_TYPE: api.own.testEventTypeId,
      JAR: path.join(cookies, 'jar'),
      ...timesOf(page, 'UTC'),
    };
    for (const call of calls) {
      const place = `${page}:${call.line}`;
      const { body } = await answerAsShown(api, call, { variables, place });
      for (const [name, where] of Object.entries(call.answer.captures))
        variables[name] = pick(body, where, place);
    }
  } finally {
    await api.close();
    await rm(cookies, { recursive: true });
  }
}

/**
 * Makes the call and compares. A read may be repeated for a while: what it shows may be the work of jobs, and the log
 * of events shows a change only once no older transaction of the whole database server is running, other tests' among
 * them.
 */
async function answerAsShown(
  api: TestApi,
  { command, answer }: DocumentedCall,
  { variables, place }: { variables: Readonly<Record<string, string>>; place: string },
): Promise<CallResult> {
  const isRead = !command.includes('-X ');
  for (const until = performance.now() + 10_000; ; ) {
    const got = await runCall(command, variables);
    const wrong = [
      ...(got.status === answer.status ? [] : [`${place}: is ${got.status}: ${JSON.stringify(got.body)}`]),
      ...Object.entries(answer.headers)
        .filter(([name, value]) => got.headers[name.toLowerCase()] !== value)
        .map(([name, value]) => `${place}: ${name} is ${got.headers[name.toLowerCase()]}, not ${value}`),
      ...(answer.body === undefined ? [] : differences(answer.body, got.body, place)),
    ];
    if (wrong.length === 0 || !isRead || performance.now() > until) {
      expect(wrong).toEqual([]);
      return got;
    }
    await runDueJobs(api);
  }
}

/** The text at a place such as `data.0.id`. */
function pick(body: unknown, where: string, place: string): string {
  const found = where
    .split('.')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], body);
  if (typeof found !== 'string') throw new Error(`${place}: the answer has no text at ${where}.`);
  return found;
}
