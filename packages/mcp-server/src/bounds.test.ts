import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeBounds } from '../tools/make-bounds.ts';

test('the bounds are those of the contract: node packages/mcp-server/tools/make-bounds.ts writes them anew', () => {
  const file = path.join(import.meta.dirname, 'bounds.generated.ts');
  expect(readFileSync(file, 'utf8')).toBe(makeBounds());
});
