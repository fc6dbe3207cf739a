import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/harness/api.ts';
import { readConfig } from '../config.ts';
import { createLogger } from '../lib/logger.ts';
import { warnOfSurprises } from './surprises.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

async function warnings(env: Record<string, string>, mail: TestApi['deps']['mail'] = api.deps.mail) {
  const lines: string[] = [];
  const logger = createLogger('warn', { write: (line) => lines.push(JSON.parse(line).msg) });
  await warnOfSurprises({ ...api.deps, logger, mail }, readConfig(env));
  return lines;
}

test('a name or address that is set and not what is stored is told, each with both', async () => {
  const env = {
    ASTROCAL_ORGANIZATION_NAME: 'Own',
    ASTROCAL_ORGANIZATION_SLUG: 'northwind',
    ASTROCAL_OWNER_EMAIL: 'sam@northwind.example',
  };
  expect(await warnings(env)).toEqual([
    'ASTROCAL_ORGANIZATION_SLUG is set to "northwind", and "own" is stored: it is read at the first start only, and changes nothing now. npm run organization changes what is stored.',
    'ASTROCAL_OWNER_EMAIL is set to "sam@northwind.example", and "owner@own.example" is stored: it is read at the first start only, and changes nothing now. npm run organization changes what is stored.',
  ]);
});

test('what is set as it is stored, or not set, is no surprise', async () => {
  expect(await warnings({})).toEqual([]);
  expect(await warnings({ ASTROCAL_OWNER_NAME: ' Own Owner ', ASTROCAL_ORGANIZATION_SLUG: '' })).toEqual([]);
});

test('an owner whose address is a placeholder is told where mail is sent', async () => {
  const sends = {
    ...api.deps.mail,
    sender: { send: async () => ({ ok: true, response: '' }) as const, close() {} },
  };
  expect(await warnings({}, sends)).toEqual([]);
  const setEmail = (email: string) =>
    api.deps.database.db
      .updateTable('members')
      .set({ email })
      .where('organization_id', '=', api.own.organizationId)
      .execute();
  await setEmail('owner@example.com');
  expect(await warnings({})).toEqual([]);
  expect(await warnings({}, sends)).toEqual([
    "The owner's address is owner@example.com, which is a placeholder: mail to it is not sent, so the host hears of no booking. Give another: npm run organization -- --owner-email …",
  ]);
  await setEmail('owner@own.example');
});

test('in production links that lead to the machine itself are told', async () => {
  const production = { NODE_ENV: 'production', ASTROCAL_SECRET_KEY: 'k1m4x9q2w7e5r8t3y6u0i1o2p3a4s5d6' };
  expect(await warnings({ ...production, HOST: '0.0.0.0' })).toEqual([
    'ASTROCAL_PUBLIC_URL leads to http://localhost:3000: so do the links in mails and pages, which nobody else can follow.',
  ]);
  expect(await warnings({ ...production, ASTROCAL_PUBLIC_URL: 'https://book.example.com' })).toEqual([]);
});
