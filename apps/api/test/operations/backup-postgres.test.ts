import { execFileSync, spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { exampleEmail } from '@astrocal/contract';
import { startPostgres } from '@astrocal/test-postgres';
import pg from 'pg';
import { expect, test } from 'vitest';
import {
  beginStory,
  expectStoryGoesOn,
  signInOwner,
  statusOfSession,
} from '../harness/installation-story.ts';
import { startMain, temporaryDirectory } from '../harness/main-process.ts';
import { runCommand } from '../harness/run-command.ts';

/** A PostgreSQL that is installed here with pg_dump and pg_restore: the package for tests has neither. */
const binaries = globSync('/usr/lib/postgresql/*/bin').find((folder) =>
  ['postgres', 'initdb', 'pg_dump', 'pg_restore'].every(
    (tool) => spawnSync(path.join(folder, tool), ['--version']).status === 0,
  ),
);
const where = binaries ? `by ${binaries}` : '(skipped: no PostgreSQL with pg_dump is installed here)';
const secret = 'kL2nv84hGq0xZt7RwYb1dMs5uCe9fAjP';

async function query(url: string, text: string) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test.runIf(binaries)(
  `PostgreSQL is dumped, lost, restored and goes on, ${where}`,
  {
    timeout: 120_000,
  },
  async () => {
    const folder = binaries as string;
    const tool = (name: string, ...args: string[]) =>
      execFileSync(path.join(folder, name), args, { cwd: '/' });
    const directory = await temporaryDirectory();
    const environment = (url: string) => ({ DATABASE_URL: url, ASTROCAL_SECRET_KEY: secret });
    const dump = path.join(directory, 'astrocal.dump');

    const first = await startPostgres({ binaries: folder });
    await query(first.url('postgres'), 'create database astrocal');
    // Far ahead of a new server: the log's rows name transactions that it has not reached.
    await query(
      first.url('astrocal'),
      `create procedure ahead() language plpgsql as
    $$ begin for i in 1..20000 loop perform pg_current_xact_id(); commit; end loop; end $$`,
    );
    await query(first.url('astrocal'), 'call ahead()');
    await query(first.url('astrocal'), 'drop procedure ahead');
    const server = await startMain(directory, environment(first.url('astrocal')));
    await server.said();
    const story = await beginStory(server, path.join(directory, '.astrocal'));
    const cookie = await signInOwner(server, path.join(directory, '.astrocal'));
    const command = (url: string, script: string, ...args: string[]) =>
      runCommand({ script, directory, environment: environment(url) }, ...args);
    const link = await command(first.url('astrocal'), 'dashboard-link', exampleEmail);
    // While the server runs.
    tool('pg_dump', '--format=custom', '--file', dump, '--dbname', first.url('astrocal'));
    expect(await server.ended('SIGTERM')).toBe(0);
    await first.stop();
    await rm(path.join(directory, '.astrocal'), { recursive: true });

    const second = await startPostgres({ binaries: folder });
    try {
      await query(second.url('postgres'), 'create database astrocal');
      tool('pg_restore', '--exit-on-error', '--no-owner', '--dbname', second.url('astrocal'), dump);
      const ahead = `select 1 from events where tx_id >= pg_snapshot_xmax(pg_current_snapshot())`;
      expect(await query(second.url('astrocal'), ahead)).toHaveLength(3); // the premise
      const other = await startMain(directory, {
        ...environment(second.url('astrocal')),
        ASTROCAL_SECRET_KEY: `${secret}x`,
      });
      expect(await other.ended()).toBe(1);
      expect(other.output()).toContain('begun with another secret key');
      expect(await command(second.url('astrocal'), 'manage-secrets', 'end-sessions')).toMatchObject({
        code: 0,
      });
      const restored = await startMain(directory, environment(second.url('astrocal')));
      await restored.said();
      await expectStoryGoesOn(restored, story);
      expect(await statusOfSession(restored, cookie)).toBe(401);
      const token = new URL(link.said.split('\n')[0] ?? '').searchParams.get('token');
      const used = await fetch(`${restored.url}/v1/auth/password-reset/complete`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, new_password: 'a new and better one' }),
      });
      expect(used.status).toBe(410);
      expect(await restored.ended('SIGTERM')).toBe(0);
    } finally {
      await second.stop();
    }
  },
);
