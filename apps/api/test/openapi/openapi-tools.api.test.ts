import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { operationList } from '@astrocal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi } from '../harness/api.ts';

/** Two tools that people use on the document of the running server: a linter and Postman's importer. */
const require = createRequire(import.meta.url);
const root = path.resolve(import.meta.dirname, '../../../..');

let directory: string;
let document: Record<string, never>;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'astrocal-openapi-'));
  const api = await createTestApi();
  document = (await api.call('GET', '/v1/openapi.json')).body;
  await api.close();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

interface Lint {
  readonly totals: { readonly errors: number; readonly warnings: number };
  readonly problems: readonly { readonly ruleId: string; readonly message: string }[];
}

async function lint(value: unknown): Promise<Lint> {
  const file = path.join(directory, 'openapi.json');
  await writeFile(file, JSON.stringify(value));
  const cli = path.join(root, 'node_modules/@redocly/cli/bin/cli.js');
  const args = [cli, 'lint', file, '--config', path.join(root, 'redocly.yaml'), '--format', 'json'];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 2 ** 26 }).catch(
    // It exits with 1 when it found problems, and has told them by then.
    (failed: { stdout: string }) => failed,
  );
  return JSON.parse(stdout);
}

test('the linter finds nothing in the document', async () => {
  const { problems, totals } = await lint(document);
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  expect(totals).toMatchObject({ errors: 0, warnings: 0 });
});

test('the linter would find a fault', async () => {
  const faulty = structuredClone(document) as Record<string, Record<string, Record<string, object>>>;
  Object.assign(faulty.paths?.['/v1/bookings']?.get ?? {}, { operationId: 'createBooking' });
  const { problems } = await lint(faulty);
  expect(problems.map(({ ruleId }) => ruleId)).toContain('operation-operationId-unique');
});

interface PostmanItem {
  readonly item?: readonly PostmanItem[];
  readonly request?: { readonly method: string; readonly url: { readonly path: readonly string[] } };
}

test('Postman imports every operation', async () => {
  const { convertV2 } = require('openapi-to-postmanv2');
  const converted = await promisify(convertV2)({ type: 'json', data: structuredClone(document) }, {});
  expect(converted).toMatchObject({ result: true });
  const requests = (items: readonly PostmanItem[]): string[] =>
    items.flatMap(({ item, request }) => [
      ...(item ? requests(item) : []),
      ...(request ? [`${request.method} /${request.url.path.join('/')}`] : []),
    ]);
  expect(requests(converted.output[0].data.item).sort()).toEqual(
    operationList.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`).sort(),
  );
});
