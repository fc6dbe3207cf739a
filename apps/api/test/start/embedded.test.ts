import { execFile, spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandsIn, type MainProcess, startMain, temporaryDirectory } from '../harness/main-process.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const paste = async (command: string) => {
  const { stdout } = await promisify(execFile)('bash', ['-c', command]);
  return JSON.parse(stdout);
};
/** The starts that the command lists. The other command books one of them, which is the first only early in the day. */
const pasteAsking = async (command: string): Promise<string[]> =>
  (await paste(command)).slots.map((slot: { start_time: string }) => slot.start_time);
const withoutCurl = hasCurl ? '' : ' (skipped: curl is not installed here)';

// One installation from its first start on: each test goes on where the one before it ended.
describe('an installation with the embedded database', { timeout: 60_000 }, () => {
  let directory: string;
  let server: MainProcess;
  let keys: { live: string; test: string };
  let eventTypeId: string;
  const file = () => path.join(directory, '.astrocal', 'credentials.json');
  const call = (where: string, init: RequestInit = {}) =>
    fetch(server.url + where, {
      ...init,
      headers: { authorization: `Bearer ${keys.test}`, 'content-type': 'application/json' },
    });
  const book = (start_time: string) => {
    const invitee = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com' };
    const body = JSON.stringify({ event_type_id: eventTypeId, start_time, ...invitee });
    return call('/v1/bookings', { method: 'POST', body });
  };

  beforeAll(async () => {
    directory = await temporaryDirectory();
    server = await startMain(directory);
    await server.said();
  });

  test('says at its first start where it is, and both keys once', async () => {
    const output = server.output();
    expect(output).toContain('Making the embedded database: this first start takes some seconds.');
    expect(output).toContain(`Astrocal is ready at ${server.url}  (embedded database)`);
    const [live, ...moreLive] = output.match(/^ {2}live {2}(ac_live_[\w-]{32,})$/m)?.slice(1) ?? [];
    const [testKey] = output.match(/^ {2}test {2}(ac_test_[\w-]{32,})$/m)?.slice(1) ?? [];
    expect([live, testKey, ...moreLive].every(Boolean)).toBe(true);
    expect(output.split(live as string)).toHaveLength(2);
    keys = { live: live as string, test: testKey as string };
  });

  test('keeps them in a file that its owner alone can read', async () => {
    const { mode } = await stat(file());
    expect((mode & 0o777).toString(8)).toBe('600');
    const kept = JSON.parse(await readFile(file(), 'utf8'));
    expect(kept).toMatchObject({ live_key: keys.live, test_key: keys.test });
    eventTypeId = kept.test_event_type_id;
  });

  test.runIf(hasCurl)(`its two commands work as they are pasted${withoutCurl}`, async () => {
    const [ask = '', book = '', ...others] = commandsIn(server.output());
    expect(others).toEqual([]);
    const starts = await pasteAsking(ask);
    const booking = await paste(book);
    expect(booking).toMatchObject({ status: 'confirmed', is_test: true, event_type_id: eventTypeId });
    expect(starts).toContain(booking.start_time);
  });

  test('refuses a second process on its directory, naming the one that has it', async () => {
    // On the same port too, as when it is started twice by mistake.
    const second = await startMain(directory, { PORT: String(server.port) });
    expect(await second.ended()).toBe(1);
    expect(second.output()).toContain(`is already open in process ${server.pid}. Stop that process first`);
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  });

  test('ends on SIGTERM with 0', async () => {
    expect(await server.ended('SIGTERM')).toBe(0);
  });

  test('says at its second start, soon, where the keys are but not the keys', async () => {
    server = await startMain(directory);
    const readyMs = await server.said();
    console.log(`The second start was ready after ${Math.round(readyMs)} ms (target: 5000).`);
    expect(server.output()).toContain(`Your keys are in ${file()}.`);
    expect(server.output()).not.toContain('ac_live_');
    expect(server.output()).not.toContain('ac_test_');
    expect((await call('/v1/bookings')).status).toBe(200);
  });

  test.runIf(hasCurl)(`its commands work at the second start too${withoutCurl}`, async () => {
    const [ask = '', book = ''] = commandsIn(server.output());
    const starts = await pasteAsking(ask);
    const booking = await paste(book);
    expect(booking).toMatchObject({ status: 'confirmed' });
    expect(starts).toContain(booking.start_time);
  });

  test('after kill -9 opens again with every booking that it had acknowledged', async () => {
    const year = new Date().getUTCFullYear() + 1;
    const starts = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(year, 5, 7 + i, 9)).toISOString());
    const acknowledged: string[] = [];
    let killed: Promise<unknown> | undefined;
    await Promise.all(
      starts.map(async (start) => {
        const answer = await book(start).catch(() => null);
        const body = (await answer?.json().catch(() => null)) as { id: string } | null;
        if (answer?.status !== 201 || !body) return;
        acknowledged.push(body.id);
        if (acknowledged.length === 10) killed = server.ended('SIGKILL');
      }),
    );
    expect(acknowledged.length).toBeGreaterThanOrEqual(10);
    await killed;

    server = await startMain(directory);
    await server.said();
    const statuses = await Promise.all(
      acknowledged.map(async (id) => (await call(`/v1/bookings/${id}`)).status),
    );
    expect(statuses).toEqual(acknowledged.map(() => 200));
    expect(await server.ended('SIGINT')).toBe(0);
  });
});
