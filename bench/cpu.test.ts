import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { timesOfTree, usedCpu } from './cpu.ts';
import { whenQuiet } from './quiet.ts';

const burnt = 1_000;
/** Says so, uses that many milliseconds of a processor, says so, and does nothing until its input ends. */
const burn = `const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  console.log('burns');
  const end = used() + ${burnt};
  while (used() < end);
  console.log('burnt');
  process.stdin.resume().on('end', () => process.exit());`;

const started: ChildProcess[] = [];
afterEach(() => {
  for (const each of started.splice(0)) each.kill('SIGKILL');
});

function startBurning(program: string) {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  started.push(child);
  return child;
}

/** Waits until the process has said it. */
function readLines({ stdout }: ReturnType<typeof startBurning>) {
  let text = '';
  stdout.on('data', (chunk) => {
    text += chunk;
  });
  return async (word: string) => {
    while (!text.includes(word)) await once(stdout, 'data');
  };
}

test('a process is charged what it used until it had nothing left to do', async () => {
  const child = startBurning(burn);
  await once(child.stdout, 'data');
  const charged = { server: { pid: child.pid as number } };
  const { server } = await whenQuiet(charged);
  // The last of it may lie in the second that counts as quiet.
  expect(server).toBeGreaterThan(burnt / 2);
  expect((await usedCpu(charged)).server - server).toBeLessThan(burnt / 2);
});

test('a tree is charged for its children, those that have ended too', async () => {
  const parent = startBurning(`const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(burn)}], { stdio: ['inherit', 'inherit', 'inherit'] });
    child.on('exit', () => { console.log('ended'); setInterval(() => {}, 60_000); });`);
  const pid = parent.pid as number;
  const said = readLines(parent);
  await said('burnt');
  expect((await timesOfTree(pid)).ran).toBeGreaterThan(burnt);
  parent.stdin.end();
  await said('ended');
  expect((await timesOfTree(pid)).ran).toBeGreaterThan(burnt);
});
