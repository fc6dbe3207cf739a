import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@astrocal/test-postgres';

// `npm run try:clock`: starts the server on a PostgreSQL of its own with clocks that libfaketime bends (Debian: `apt-get
// install faketime`), and sees that one which is wrong changes and deletes nothing.

const main = fileURLToPath(new URL('../../apps/api/src/main.ts', import.meta.url));
const library = globSync('/usr/lib/*/faketime/libfaketime.so.1')[0];
const port = 20_000 + Math.floor(Math.random() * 10_000);
const url = `http://127.0.0.1:${port}`;

interface Trial {
  /** As libfaketime is told: `+40d`. */
  readonly by: string;
  readonly ready: number;
  readonly created: number;
  /** What the log says of the clock; null: nothing. */
  readonly said: string | null;
}

const trials: readonly Trial[] = [
  { by: '+0', ready: 200, created: 201, said: null },
  { by: '+20', ready: 200, created: 201, said: '20 seconds ahead of' },
  { by: '+40d', ready: 503, created: 503, said: '40 days ahead of' },
  { by: '-40d', ready: 503, created: 503, said: '40 days behind' },
  { by: '+0', ready: 200, created: 201, said: null },
];

async function run(trial: Trial, { directory, databaseUrl }: { directory: string; databaseUrl: string }) {
  const child = spawn(process.execPath, [main], {
    cwd: directory,
    env: {
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      LD_PRELOAD: library,
      FAKETIME: trial.by,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  try {
    while (!output.includes('Astrocal is ready')) {
      assert.equal(child.exitCode, null, output);
      await pause(50);
    }
    const credentials = JSON.parse(
      readFileSync(path.join(directory, '.astrocal', 'credentials.json'), 'utf8'),
    );
    const headers = { authorization: `Bearer ${credentials.test_key}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ name: `With a clock of ${trial.by}` });
    const created = await fetch(`${url}/v1/api-keys`, { method: 'POST', headers, body });
    assert.equal(created.status, trial.created, `creating a key at ${trial.by}`);
    assert.equal((await fetch(`${url}/ready`)).status, trial.ready, `/ready at ${trial.by}`);
    assert.equal((await fetch(`${url}/v1/api-keys`, { headers })).status, 200, `a read at ${trial.by}`);
    const [said = null] = /\d+ \w+ (ahead of|behind)(?= that of the database)/.exec(output) ?? [];
    assert.equal(said, trial.said);
    console.log(`✔ ${trial.by}: /ready ${trial.ready}, a change ${trial.created}, ${said ?? 'no warning'}`);
  } finally {
    child.kill('SIGTERM');
    await closed;
  }
}

if (!library || !existsSync(library)) {
  console.error('libfaketime is not installed: `apt-get install faketime`.');
  process.exit(2);
}
const postgres = await startPostgres();
const directory = mkdtempSync(path.join(tmpdir(), 'astrocal-clock-'));
try {
  for (const trial of trials) await run(trial, { directory, databaseUrl: postgres.url('postgres') });
} finally {
  await postgres.stop();
  rmSync(directory, { recursive: true, force: true });
}
