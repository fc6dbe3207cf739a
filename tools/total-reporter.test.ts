import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const nodeModules = fileURLToPath(new URL('../node_modules', import.meta.url));
const reporter = fileURLToPath(new URL('./total-reporter.ts', import.meta.url));
let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'astrocal-total-'));
  symlinkSync(nodeModules, path.join(root, 'node_modules'));
  write('passes', `it('a', () => {}); it('b', () => {});`);
  write('fails', `it('a', () => { throw new Error('no') }); it('b', () => {});`);
  write('skips', `it.skip('a', () => {}); it('b', () => {});`);
  write('does-not-load', `import './nowhere.ts'; it('a', () => {});`);
  write('rejects-outside', `it('a', () => { Promise.reject(new Error('nobody awaits this')) });`);
  writeFileSync(
    path.join(root, 'broken-setup.config.ts'),
    `export default { test: { globalSetup: './setup.ts' } };`,
  );
  writeFileSync(path.join(root, 'setup.ts'), `export default () => { throw new Error('no database') };`);
});
afterAll(() => rmSync(root, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(path.join(root, `${name}.test.ts`), `import { it } from 'vitest';\n${text}\n`);
}

function run(args: readonly string[]) {
  const vitest = path.join(nodeModules, 'vitest', 'vitest.mjs');
  const options = ['run', '--root', root, '--reporter=default', `--reporter=${reporter}`];
  const { stdout, status } = spawnSync(process.execPath, [vitest, ...options, ...args], { encoding: 'utf8' });
  return { lines: stdout.trimEnd().split('\n'), status };
}

it.each([
  [['passes'], '2 passed, 0 failed', 0],
  [['passes', 'fails'], '3 passed, 1 failed', 1],
  [['skips'], '1 passed, 0 failed, 1 skipped', 0],
  [['passes', 'does-not-load'], '2 passed, 1 failed', 1],
  [['rejects-outside'], '1 passed, 1 failed', 1],
  [['passes', '--config', 'broken-setup.config.ts'], '0 passed, 1 failed', 1],
])('ends a run of %j with "%s"', (args, line, exitCode) => {
  const { lines, status } = run(args);
  expect(lines.at(-1)).toBe(line);
  expect(status).toBe(exitCode);
});

it('names what failed before the total', () => {
  const { lines } = run(['passes', 'fails', 'does-not-load']);
  const named = lines.filter((line) => line.startsWith('Failed: '));
  expect(named.sort()).toEqual(['Failed: does-not-load.test.ts', 'Failed: fails.test.ts > a']);
  expect(lines.slice(-1 - named.length, -1).sort()).toEqual(named);
});
