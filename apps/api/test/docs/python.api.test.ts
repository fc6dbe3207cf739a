import { execFile, spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createTestApi } from '../harness/api.ts';

// The Python tabs of a page are one program, in the order in which a reader meets them. What it prints is compared with
// the comments that say so.
const root = path.resolve(import.meta.dirname, '../../../..');
const programs = globSync('docs/{*,operations/*}.md', { cwd: root })
  .map((page) => ({ page, program: programOf(readFileSync(path.join(root, page), 'utf8')) }))
  .filter(({ program }) => program !== '');
const hasPython = spawnSync('python3', ['--version']).status === 0;

function programOf(markdown: string): string {
  return [...markdown.matchAll(/^```python tab\n([\s\S]*?)^```$/gm)].map(([, text]) => text).join('\n');
}

const promised = (program: string) =>
  [...program.matchAll(/^ *print\(.*\) {2}# (.*)$/gm)].map(([, said]) => said);

describe.skipIf(!hasPython)('the Python of a page does what the page says', () => {
  test.each(programs)('$page', async ({ program }) => {
    const api = await createTestApi();
    try {
      const env = {
        PATH: process.env.PATH,
        API: await api.server.listen({ port: 0, host: '127.0.0.1' }),
        KEY: api.own.testKey,
        EVENT_TYPE: api.own.testEventTypeId,
        TIME: '2030-06-17T14:00:00Z',
        NEW_TIME: '2030-06-18T10:00:00Z',
      };
      const { stdout } = await promisify(execFile)('python3', ['-c', program], { env });
      expect(promised(program).length).toBeGreaterThan(1);
      expect(stdout.trim().split('\n')).toEqual(promised(program));
    } finally {
      await api.close();
    }
  });
});

test('the quickstart is one of these pages', () => {
  expect(programs.map(({ page }) => page)).toContain('docs/quickstart.md');
});
