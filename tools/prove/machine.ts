import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import path from 'node:path';
import { onServer } from '../../apps/api/test/harness/test-server.ts';
import { asServerUser, postgresBinaries } from '../test-postgres/src/binaries.ts';

/** What a figure was seen on, in a line. */
export async function describeMachine(): Promise<string> {
  const cores = cpus();
  const model = cores[0]?.model.replaceAll(/\s+/g, ' ').trim() || process.arch;
  return `${model}, ${cores.length} cores, Node ${process.versions.node}, PostgreSQL ${await postgresVersion()}`;
}

/** Of the server that the tests will use. */
async function postgresVersion(): Promise<string> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    const { rows } = await onServer(given, (admin) => admin.query('show server_version'));
    return rows[0].server_version;
  }
  const binary = path.join(postgresBinaries(), 'postgres');
  const said = execFileSync(binary, ['--version'], { ...asServerUser, cwd: '/', encoding: 'utf8' });
  return /\d+(\.\d+)?/.exec(said)?.[0] ?? said.trim();
}
