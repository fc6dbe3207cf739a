import { lockDirectory } from '../../src/db/directory-lock.ts';

// A process of its own for the lock's tests: locks the directory it is given, says so, and stays.
try {
  await lockDirectory(process.argv[2] ?? '');
  console.log('locked');
  setInterval(() => undefined, 1_000);
} catch (error) {
  console.log((error as Error).message);
}
