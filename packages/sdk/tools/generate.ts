import { readFileSync, writeFileSync } from 'node:fs';
import { makeClient } from './make-client.ts';
import { makeMethods } from './make-methods.ts';
import { makeTypes } from './make-types.ts';

// Writes src/generated/ anew from packages/contract: npm run generate:sdk. A test compares the committed files.

/** The generated files by their names, with their texts. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return {
    'types.generated.ts': makeTypes(),
    'methods.generated.ts': makeMethods(),
    'client.generated.ts': makeClient(),
    'version.generated.ts': `// Made by tools/generate.ts from package.json. Do not edit.\n\nexport const version = '${version}';\n`,
  };
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(generatedFiles())) {
    writeFileSync(new URL(`../src/generated/${name}`, import.meta.url), text);
  }
}
