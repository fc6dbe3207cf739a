import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findBreaches } from './source-rules.ts';

// Prints every breach of the rules about sources as `file:line: sentence`, and fails when there is one.
const files = globSync(['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts']).map((file) =>
  file.split(path.sep).join('/'),
);
let count = 0;
for (const file of files.sort()) {
  for (const { line, sentence } of findBreaches(file, readFileSync(file, 'utf8'))) {
    console.error(`${file}:${line}: ${sentence}`);
    count++;
  }
}
if (count > 0) process.exitCode = 1;
else console.log(`✔ no forbidden clock, environment, randomness or long statement in ${files.length} files`);
