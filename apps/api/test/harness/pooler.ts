import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asServerUser } from '@astrocal/test-postgres';
import pg from 'pg';
import { freePort } from './main-process.ts';

const binary = '/usr/sbin/pgbouncer';

/** Whether this machine has PgBouncer: Debian's package `pgbouncer`. */
export const hasPooler = existsSync(binary);

export interface Pooler {
  /** The same database, through the pooler. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts PgBouncer in transaction mode before the database at `url`, with `connections` of them to the server. */
export async function startPooler(url: string, connections: number): Promise<Pooler> {
  const { host, port, user, database } = new pg.Client(url);
  const directory = await mkdtemp(path.join(tmpdir(), 'astrocal-pooler-'));
  await chmod(directory, 0o755);
  const ownPort = await freePort();
  const configuration = path.join(directory, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    `${database} = host=${host} port=${port} user=${user}`,
    '[pgbouncer]',
    'pool_mode = transaction',
    `default_pool_size = ${connections}`,
    'max_client_conn = 200',
    'listen_addr = 127.0.0.1',
    `listen_port = ${ownPort}`,
    'unix_socket_dir =',
    'auth_type = any',
  ];
  await writeFile(configuration, `${lines.join('\n')}\n`, { mode: 0o644 });
  const pooler = spawn(binary, [configuration], { ...asServerUser, cwd: '/', stdio: 'ignore' });
  const ended = once(pooler, 'exit');
  await Promise.race([listening(ownPort), ended.then(() => Promise.reject(new Error('PgBouncer ended.')))]);
  return {
    url: `postgres://${user}@127.0.0.1:${ownPort}/${database}`,
    async stop() {
      pooler.kill('SIGKILL');
      await ended;
      await rm(directory, { recursive: true });
    },
  };
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const socket = net.connect(port, '127.0.0.1');
    const isUp = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
