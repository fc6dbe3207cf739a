import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createEmptyDatabase } from '../harness/empty-database.ts';
import { startMain, temporaryDirectory } from '../harness/main-process.ts';

test('an error that nothing caught ends the process, told in one line without what hangs on it', {
  timeout: 60_000,
}, async () => {
  const { url } = await createEmptyDatabase();
  const directory = await temporaryDirectory();
  const fault = path.join(directory, 'fault.mjs');
  // Thrown by a timer when the server is asked to, so that nobody is there to catch it.
  await writeFile(
    fault,
    `process.on('SIGUSR2', () => setTimeout(() => {
       throw Object.assign(new Error('a fault'), { code: '23505', detail: 'planted', params: ['planted'] });
     }));`,
  );
  const server = await startMain(directory, { DATABASE_URL: url, NODE_OPTIONS: `--import ${fault}` });
  await server.said();
  expect(await server.ended('SIGUSR2')).toBe(1);
  const line = server
    .output()
    .split('\n')
    .find((each) => each.includes('nothing caught'));
  expect(JSON.parse(line ?? '')).toMatchObject({ level: 60, err: { message: 'a fault', code: '23505' } });
  expect(server.output()).not.toContain('planted');
});
