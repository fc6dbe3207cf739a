import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../test/harness/loopback-listener.ts';
import { createNameServer, type TestNameServer } from '../../../test/harness/name-server.ts';
import { createOutbound } from './outbound.ts';
import { createNameResolver, type NameResolver } from './resolve-names.ts';

let server: TestNameServer;
let resolver: NameResolver;
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'astrocal-names-'));
  const [hostsFile, resolvConf] = [path.join(directory, 'hosts'), path.join(directory, 'resolv.conf')];
  await writeFile(hostsFile, '127.0.0.1 localhost\n10.0.0.7 receiver.lan\n169.254.169.254 metadata.lan\n');
  await writeFile(resolvConf, 'nameserver 127.0.0.1\nsearch ns.cluster.test\n');
  server = await createNameServer({
    'good.test': ['127.0.0.1'],
    'both.test': ['127.0.0.1', '10.0.0.1'],
    'receiver.ns.cluster.test': ['10.0.0.9'],
  });
  resolver = createNameResolver({ servers: [server.address], hostsFile, resolvConf, timeoutMs: 3_000 });
});
afterEach(async () => {
  resolver.close();
  await server.close();
  await rm(directory, { recursive: true });
});

const silentNames = Array.from({ length: 50 }, (_, index) => `name-${index}.silent.test`);

test('a name is resolved while 50 others are of a name server that says nothing', async () => {
  const failed: string[] = [];
  const silent = silentNames.map((name) =>
    resolver.resolve(name).catch((error) => failed.push(error.code as string)),
  );
  expect(await resolver.resolve('good.test')).toEqual(['127.0.0.1']);
  expect(failed).toEqual([]);
  await Promise.all(silent);
  expect(failed).toHaveLength(50);
  expect(server.asked).toEqual(new Set(['good.test', ...silentNames]));
});

test('a message reaches its endpoint beside 50 whose names never resolve', async () => {
  const listener = await listenOnLoopback(
    createServer((_request, response) => response.writeHead(204).end()),
  );
  const outbound = createOutbound({ allow: ['127.0.0.1/32'], resolve: resolver.resolve });
  const post = (name: string) =>
    outbound.send({ method: 'POST', url: `http://${name}:${listener.port}/`, body: '{}' });
  const silent = silentNames.map((name) => post(name).catch((error) => error));
  expect(await post('good.test')).toMatchObject({ status: 204 });
  for (const error of await Promise.all(silent)) expect(error).toMatchObject({ code: 'dns_failure' });
  expect(listener.connections).toBe(1);
  await outbound.close();
  await listener.close();
});

describe('the same name', () => {
  test('is asked for once by all who want it at the same time, and anew afterwards', async () => {
    await Promise.all(Array.from({ length: 6 }, () => resolver.resolve('good.test')));
    expect(server.questions).toBe(2); // for addresses of either kind
    await resolver.resolve('good.test');
    expect(server.questions).toBe(4);
  });

  test('is not asked for again for a while when nothing came of it', async () => {
    await expect(resolver.resolve('nobody.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    const before = server.questions;
    await expect(resolver.resolve('nobody.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(server.questions).toBe(before);
  });
});

describe('as the system would', () => {
  test('the hosts file comes first', async () => {
    expect(await resolver.resolve('receiver.lan')).toEqual(['10.0.0.7']);
    expect(server.questions).toBe(0);
  });

  test('a short name is looked for in the domains to search', async () => {
    expect(await resolver.resolve('receiver')).toEqual(['10.0.0.9']);
  });
});

test.each([
  ['localhost', 'refused_address'],
  ['receiver.lan', 'refused_address'],
  ['metadata.lan', 'refused_address'],
  ['receiver', 'refused_address'],
  ['both.test', 'refused_address'],
  ['nobody.test', 'dns_failure'],
])('https to %s is judged wherever its addresses stand: %s', async (name, code) => {
  const outbound = createOutbound({ allow: [], resolve: resolver.resolve });
  await expect(outbound.send({ method: 'POST', url: `https://${name}/` })).rejects.toMatchObject({ code });
  await outbound.close();
});
