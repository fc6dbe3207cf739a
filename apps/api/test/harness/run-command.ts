import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Environment } from './main-process.ts';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

export interface CommandRun {
  /** The script below apps/api/src, without its ending. */
  readonly script: string;
  readonly directory: string;
  readonly environment?: Environment;
}

/** Runs a command of the server in `directory`, as npm would, without npm. Returns its exit code and what it said. */
export async function runCommand({ script, directory, environment = {} }: CommandRun, ...args: string[]) {
  const child = spawn(process.execPath, [`${source}${script}.ts`, ...args], {
    cwd: directory,
    env: { PATH: process.env.PATH ?? '', ...environment },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  const [code] = await once(child, 'close');
  return { code, said };
}
