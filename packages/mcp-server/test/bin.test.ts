import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { bin } from './agent.ts';

const key = `ac_test_${'x'.repeat(43)}`;

/** Runs the command with this environment and this on its stdin, which then ends. */
async function run(env: Readonly<Record<string, string>>, input = '', args: readonly string[] = []) {
  const child = spawn(process.execPath, [bin, ...args], { env: { PATH: process.env.PATH, ...env } });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk) => {
      said[name] += chunk;
    });
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code, ...said };
}

test('of a wrong environment it says every mistake on stderr, and ends', async () => {
  const { code, stdout, stderr } = await run({ ASTROCAL_API_URL: 'https://me:secret@book.example.com' });
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^astrocal-mcp: ASTROCAL_API_KEY is required/),
    expect.stringMatching(/^astrocal-mcp: ASTROCAL_API_URL must be the http\(s\) address/),
  ]);
  expect([code, stdout]).toEqual([1, '']);
});

test('it answers on stdout with nothing but messages, and ends when stdin does', async () => {
  const hello = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  };
  const request = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: hello });
  const child = spawn(process.execPath, [bin], { env: { PATH: process.env.PATH, ASTROCAL_API_KEY: key } });
  let stdout = '';
  child.stdin.write(`${request}\n`);
  for await (const chunk of child.stdout) {
    stdout += chunk;
    if (stdout.includes('\n')) child.stdin.end();
  }
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ id: 1, result: { protocolVersion: '2025-06-18', serverInfo: { name: 'astrocal' } } }]);
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(0);
});

test('--help names every variable, --version the version', async () => {
  const help = await run({}, '', ['--help']);
  for (const name of ['ASTROCAL_API_KEY', 'ASTROCAL_API_URL', 'ASTROCAL_DEFAULT_EVENT_TYPE_ID'])
    expect(help.stdout).toContain(name);
  expect(await run({}, '', ['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
});
