import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPostgres } from '../../src/db/postgres.ts';
import { createKeyring, randomToken } from '../../src/lib/crypto.ts';
import { createEmptyDatabase, type EmptyDatabase } from '../harness/empty-database.ts';
import { beginStory, expectStoryGoesOn, type Story } from '../harness/installation-story.ts';
import {
  type Environment,
  type MainProcess,
  startMain,
  temporaryDirectory,
} from '../harness/main-process.ts';
import { runCommand } from '../harness/run-command.ts';
import { seedOrganizations } from '../harness/seed.ts';

const oldKey = randomToken();
const newKey = otherToken();
const only = (key: string): Environment => ({ ASTROCAL_SECRET_KEY: key });
const both = (key: string, other: string): Environment => ({
  ASTROCAL_SECRET_KEY: key,
  ASTROCAL_SECRET_KEY_PREVIOUS: other,
});

/** A new secret key that can be told from the old one. */
function otherToken(): string {
  for (;;) {
    const token = randomToken();
    if (createKeyring(token).current.id !== createKeyring(oldKey).current.id) return token;
  }
}

// One installation on its way from one secret key to another, by the runbook: each test goes on where the one before ended.
describe('a secret key is rotated beside processes that serve', { timeout: 180_000 }, () => {
  let directory: string;
  let database: EmptyDatabase;
  let [first, second] = [] as unknown as [MainProcess, MainProcess];
  let story: Story;
  // biome-ignore lint/suspicious/noExplicitAny: as the API answers it
  let byNew: any;
  const place = () => ({ DATABASE_URL: database.url });
  const begin = async (keys: Environment) => {
    const server = await startMain(directory, { ...place(), ...keys });
    await server.said();
    return server;
  };
  const refused = async (keys: Environment) => {
    const server = await startMain(directory, { ...place(), ...keys });
    expect(await server.ended()).toBe(1);
    return server.output();
  };
  const secrets = (keys: Environment, ...args: string[]) =>
    runCommand({ script: 'manage-secrets', directory, environment: { ...place(), ...keys } }, ...args);
  const seen = async ({ url }: MainProcess, { id, cancel_token }: { id: string; cancel_token: string }) =>
    (await fetch(`${url}/v1/bookings/${id}?token=${cancel_token}`)).status;
  const sealedBy = async (key: string) => {
    const { id } = createKeyring(key).current;
    const [row] = await database.query<{ count: string }>(
      'select count(*) as count from bookings where get_byte(cancel_token_sealed, 1) = $1',
      [id],
    );
    return Number(row?.count);
  };

  beforeAll(async () => {
    directory = await temporaryDirectory();
    database = await createEmptyDatabase();
    first = await begin(only(oldKey));
    const seeding = openPostgres({ url: database.url, poolSize: 1, logger: console });
    const now = Date.UTC(2030, 0, 7);
    await seedOrganizations(seeding.db, createKeyring(oldKey), {
      organizations: 3,
      now,
      bookings: { each: 3000, from: now, everyMinutes: 60 },
    });
    await seeding.close();
  }, 120_000);

  test('nobody begins with the new one before all have it', async () => {
    story = await beginStory(first, `${directory}/.astrocal`);
    expect(await refused(both(newKey, oldKey))).toContain('One process runs without the new secret key');
    expect(await refused(only(newKey))).toContain('was begun with another secret key');
    expect(await refused(both(newKey, randomToken()))).toContain('Neither ASTROCAL_SECRET_KEY nor');
    expect(await refused(both(newKey, newKey))).toContain('are the same');
    expect(await sealedBy(newKey)).toBe(0);
  });

  test('those with the old and the new one first work side by side', async () => {
    expect(await first.ended('SIGTERM')).toBe(0);
    first = await begin(both(oldKey, newKey));
    second = await begin(both(newKey, oldKey));
    // In live mode: the story is told of test mode, to the last booking.
    const { live_key: key } = JSON.parse(await readFile(`${directory}/.astrocal/credentials.json`, 'utf8'));
    const ask = async (method: string, path: string, body: object) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const answer = await fetch(second.url + path, { method, headers, body: JSON.stringify(body) });
      expect(answer.status).toBeLessThan(300);
      return answer.json();
    };
    const { id } = await ask('POST', '/v1/event-types', {
      title: 'Call',
      slug: 'call',
      duration_minutes: 30,
    });
    await ask('PUT', `/v1/event-types/${id}/availability`, {
      timezone: 'UTC',
      rules: [{ day_of_week: 1, start_time: '09:00', end_time: '17:00' }],
    });
    byNew = await ask('POST', '/v1/bookings', {
      event_type_id: id,
      start_time: story.booking.start_time,
      invitee_name: 'Kim Lee',
      invitee_email: 'kim@example.com',
    });
    expect(await sealedBy(newKey)).toBe(1);
    expect([await seen(first, byNew), await seen(second, byNew)]).toEqual([200, 200]);
    expect([await seen(first, story.booking), await seen(second, story.booking)]).toEqual([200, 200]);
    expect(await refused(only(oldKey))).toContain('this process needs both');
    expect(await refused(only(newKey))).toContain('this process needs both');
  });

  test('the command that seals anew is killed in the middle, and goes on', async () => {
    const script = fileURLToPath(new URL('../../src/manage-secrets.ts', import.meta.url));
    const child = spawn(process.execPath, [script, 'rotate'], {
      cwd: directory,
      env: { PATH: process.env.PATH ?? '', ...place(), ...both(newKey, oldKey) },
    });
    const before = await sealedBy(oldKey);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    const left = await sealedBy(oldKey);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(before);
    const { code, said } = await secrets(both(newKey, oldKey), 'rotate');
    expect([code, said]).toEqual([
      1,
      expect.stringContaining('It is not done: 1 of the processes sealed by'),
    ]);
    expect(await sealedBy(oldKey)).toBe(0);
    expect(await seen(first, byNew)).toBe(200);
  });

  test('it is done when no process seals by the old one', async () => {
    expect(await secrets(both(oldKey, newKey), 'rotate')).toEqual({
      code: 1,
      said: expect.stringContaining('ASTROCAL_SECRET_KEY is the one that is to go'),
    });
    expect(await first.ended('SIGTERM')).toBe(0);
    const done = await secrets(both(newKey, oldKey), 'rotate');
    expect([done.code, done.said]).toEqual([0, expect.stringMatching(/API keys +\d+\n/)]);
    expect(done.said).toContain('were not used since');
    await expectStoryGoesOn(second, story);
  });

  test('then the new one stands alone', async () => {
    const alone = await begin(only(newKey));
    expect([await seen(alone, byNew), await seen(alone, story.booking)]).toEqual([200, 200]);
    expect(await refused(only(oldKey))).toContain('was begun with another secret key');
    expect(await secrets(only(newKey), 'status')).toEqual({
      code: 0,
      said: expect.stringContaining('ASTROCAL_SECRET_KEY_PREVIOUS is not set'),
    });
    expect((await secrets(only(newKey), 'rotate')).said).toContain('Set ASTROCAL_SECRET_KEY_PREVIOUS');
    expect([await second.ended('SIGTERM'), await alone.ended('SIGTERM')]).toEqual([0, 0]);
  });

  test('and what it does not know, it says', async () => {
    for (const args of [[], ['turn'], ['rotate', 'twice'], ['toString']]) {
      const { code, said } = await secrets(only(newKey), ...args);
      expect([code, said]).toEqual([1, expect.stringContaining('npm run secrets -- rotate')]);
    }
  });
});
