import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, describe, expect, it } from 'vitest';
import { packed } from './packed.ts';

// The SDK is looked at, and used, in packages/sdk/test/consumers.api.test.ts.
const home = mkdtempSync(path.join(tmpdir(), 'astrocal-packages-'));
afterAll(() => rmSync(home, { recursive: true }));

describe.each(['widget', 'react', 'mcp-server'] as const)('%s, as it is published', (name) => {
  it('has nothing that publint or attw would change', { timeout: 180_000 }, async () => {
    const { directory, tarball } = await packed(name, path.join(home, name));
    expect((await publint({ pkgDir: directory, strict: true })).messages).toEqual([]);
    const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    expect(result.types && 'problems' in result ? result.problems : 'no types').toEqual([]);
  });
});
