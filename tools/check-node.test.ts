import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('./check-node.cjs', import.meta.url));

function checkOn(version: string) {
  const program = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('${script}');`;
  return spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
}

it.each(['14.21.3', '20.20.2', '22.12.0', '24.6.0'])('refuses Node %s and says what to do', (version) => {
  const { status, stderr } = checkOn(version);
  expect(status).toBe(1);
  expect(stderr).toContain(`Astrocal needs Node.js 24.7 or newer, and this is ${version}.`);
  expect(stderr).toContain('npm ci');
});

it.each(['24.7.0', '26.1.0'])('takes Node %s without a word', (version) => {
  expect(checkOn(version)).toMatchObject({ status: 0, stderr: '', stdout: '' });
});
