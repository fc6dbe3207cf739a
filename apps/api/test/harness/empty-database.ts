import { randomBytes } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { onDatabase } from './test-server.ts';

/** A database without any table on the test server, dropped after the file. */
export interface EmptyDatabase {
  readonly url: string;
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const name = `astrocal_start_${process.pid}_${randomBytes(4).toString('hex')}`;
  const admin = await connect(inject('adminUrl'));
  await admin.query(`create database ${name}`);
  closing.push(() => admin.query(`drop database ${name} with (force)`).then(() => admin.end()));
  const url = onDatabase(inject('adminUrl'), name);
  const client = await connect(url);
  closing.push(() => client.end());
  return { url, query: async (text, values = []) => (await client.query(text, [...values])).rows };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

/** The same database behind an address of its own, which can be cut off and restored. */
export interface DatabaseProxy {
  readonly url: string;
  /** Ends every connection and takes no new one. */
  cut(): Promise<void>;
  restore(): Promise<void>;
}

/** `password` stands in the url; the test server asks for none. */
export async function createDatabaseProxy(url: string, password: string): Promise<DatabaseProxy> {
  const { host, port, user, database } = new pg.Client(url);
  const target = host.startsWith('/') ? { path: path.join(host, `.s.PGSQL.${port}`) } : { host, port };
  const sockets = new Set<net.Socket>();
  const join = (from: net.Socket) => {
    const to = net.connect(target);
    for (const [end, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(end);
      end.on('error', () => end.destroy()); // the other end learns of it by its close
      end.on('close', () => {
        sockets.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
  };
  let server = net.createServer(join);
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const { port: own } = server.address() as net.AddressInfo;
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  closing.push(cut);
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${own}/${database}`,
    cut,
    async restore() {
      server = net.createServer(join);
      await listen(own);
    },
  };
}
