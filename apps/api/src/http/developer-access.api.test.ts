import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/harness/api.ts';
import { buildApp } from '../app.ts';
import type { DeveloperAccess } from '../lib/developer-access.ts';

const elsewhere = '192.0.2.7';
const paths = ['/dev/mail', '/dev/mail.json', '/metrics'];

let api: TestApi;
let servers: Record<DeveloperAccess, TestApi['server']>;
beforeAll(async () => {
  api = await createTestApi();
  const build = (access: DeveloperAccess) =>
    // A proxy on this machine is believed, and what it says makes nobody local.
    buildApp(api.deps, { devMail: access, metrics: access, trustProxy: ['127.0.0.1'] });
  servers = {
    nobody: await build('nobody'),
    'this machine': await build('this machine'),
    everybody: await build('everybody'),
  };
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
  await api.close();
});

const statuses = (access: DeveloperAccess, remoteAddress: string, headers: Record<string, string> = {}) =>
  Promise.all(
    paths.map(async (url) => {
      const request = { url, remoteAddress, headers: { host: '127.0.0.1:3000', ...headers } };
      return (await servers[access].inject(request)).statusCode;
    }),
  );

test.each([
  ['this machine', '127.0.0.1', 200],
  ['this machine', '127.8.8.8', 200],
  ['this machine', '::1', 200],
  ['this machine', '::ffff:127.0.0.1', 200],
  ['this machine', elsewhere, 404],
  ['this machine', '::ffff:192.0.2.7', 404],
  ['this machine', '2001:db8::1', 404],
  ['everybody', elsewhere, 200],
  ['nobody', '127.0.0.1', 404],
] as const)('open to %s, asked from %s: %i', async (access, address, status) => {
  expect(await statuses(access, address)).toEqual(paths.map(() => status));
});

test.each([
  ['x-forwarded-for', '127.0.0.1'],
  ['x-real-ip', '::1'],
  ['forwarded', 'for=127.0.0.1'],
])('whoever comes through a proxy on this machine is not on it: %s', async (name, value) => {
  expect(await statuses('this machine', '127.0.0.1', { [name]: value })).toEqual([404, 404, 404]);
  expect(await statuses('this machine', elsewhere, { [name]: value })).toEqual([404, 404, 404]);
});

test('pages of other origins read none of it', async () => {
  for (const url of paths) {
    const request = { url, headers: { host: '127.0.0.1:3000', origin: 'https://evil.example' } };
    const { statusCode, headers } = await servers.everybody.inject(request);
    expect([url, statusCode, headers['access-control-allow-origin']]).toEqual([url, 200, undefined]);
  }
});
