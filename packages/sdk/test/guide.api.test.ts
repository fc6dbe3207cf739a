import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { newSecret } from '@astrocal/webhooks';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { useListeningApi } from './listening-api.ts';

// The TypeScript of a page is one program: its snippets in the order in which a reader meets them. What it prints is
// compared with the comments that say so.
const scene = useListeningApi();
const root = path.resolve(import.meta.dirname, '../../..');
// Inside the package, so that its imports are found.
const directory = mkdtempSync(path.join(import.meta.dirname, '.guide-'));
afterAll(() => rmSync(directory, { recursive: true }));

const programOf = (page: string) =>
  [...readFileSync(path.join(root, page), 'utf8').matchAll(/^```ts(?: tab)?\n([\s\S]*?)^```$/gm)]
    .map(([, text]) => text)
    .join('\n');

/** What the page says is printed: the comments behind console.log, or behind the loop around it. */
const promised = (program: string) =>
  [...program.matchAll(/^.*console\.log\(.*\);(?: \/\/ (.*))?$(?:\n\} \/\/ (.*)$)?/gm)].flatMap(
    ([, said, ofLoop]) => said ?? ofLoop?.split(', then ') ?? [],
  );

function problemsOf(file: string): string[] {
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: ['node'],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe.each([
  'docs/sdk.md',
  'docs/quickstart.md',
  'docs/bookings.md',
  'docs/embedding.md',
  'packages/sdk/README.md',
])('%s', (page) => {
  const program = programOf(page);
  const file = path.join(directory, `${path.basename(page, '.md')}.ts`);
  writeFileSync(file, program);

  it('shows code that TypeScript accepts', () => {
    expect(problemsOf(file)).toEqual([]);
  });

  it('shows code that does what it says', async () => {
    expect(promised(program).length).toBeGreaterThanOrEqual(2);
    const { stdout } = await promisify(execFile)(process.execPath, [file], {
      env: {
        API: scene.url,
        KEY: scene.org.testKey,
        EVENT_TYPE: scene.org.testEventTypeId,
        TIME: '2030-06-17T14:00:00Z',
        NEW_TIME: '2030-06-18T10:00:00Z',
        WEBHOOK_SECRET: newSecret(new Uint8Array(32).fill(1)),
      },
    });
    const printed = stdout.trim().split('\n');
    expect(printed).toEqual(promised(program));
  });
});
