import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { features } from '../apps/api/src/features/index.ts';
import { joinFeatures } from '../apps/api/src/features/join-features.ts';
import { foreignReads } from './foreign-reads.ts';
import { findBreaches } from './source-rules.ts';
import { findForeignTables } from './table-owners.ts';
import { findTwins } from './type-names.ts';

// Prints every breach of the rules about sources as `file:line: sentence`, and fails when there is one.
const files = globSync(['packages/*/src/**/*.{ts,tsx}', 'apps/*/src/**/*.ts']).map((file) =>
  file.split(path.sep).join('/'),
);
const texts = new Map(files.sort().map((file) => [file, readFileSync(file, 'utf8')]));
const breaches = [...texts].flatMap(([file, text]) =>
  findBreaches(file, text).map((breach) => ({ file, ...breach })),
);
const sources = new Map([...texts].filter(([file]) => !file.endsWith('.test.ts')));
const { owners } = joinFeatures(features);
const found = [...breaches, ...findTwins(texts), ...findForeignTables(sources, owners, foreignReads)];
for (const { file, line, sentence } of found) console.error(`${file}:${line}: ${sentence}`);
if (found.length > 0) process.exitCode = 1;
else
  console.log(
    `✔ no forbidden clock, environment, randomness, statement, table or second name in ${files.length} files`,
  );
