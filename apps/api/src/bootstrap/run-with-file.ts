import path from 'node:path';
import { type Config, readConfig } from '../config.ts';

/**
 * Runs a command on the file that its caller named, and prints the sentence that it ends with. A fault is a sentence
 * too, and exit code 1.
 */
export async function runWithFile(
  name: string,
  work: (config: Config, file: string) => Promise<string>,
): Promise<void> {
  process.umask(0o077);
  try {
    const [file, ...rest] = process.argv.slice(2);
    if (file === undefined || rest.length > 0) throw new Error(`Name one file: npm run ${name} -- <file>.`);
    console.log(await work(readConfig(), path.resolve(file)));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
