import { readFileSync } from 'node:fs';
import { createSourceFile, isInterfaceDeclaration, ScriptTarget } from 'typescript';
import { expect, it } from 'vitest';
import * as widget from '../src/index.ts';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const guide = read('../../docs/widget.md');

/** The fields of an interface in the order of its source. */
function fieldsOf(file: string, name: string): string[] {
  const source = createSourceFile(file, read(file), ScriptTarget.Latest, true);
  const found = source.statements.filter(isInterfaceDeclaration).find((one) => one.name.text === name);
  return found?.members.map((member) => member.name?.getText() ?? '') ?? [];
}

/** The first cells of the table whose heading begins with a word. */
function listed(heading: string): string[] {
  const table = guide.slice(guide.indexOf(`| ${heading} |`)).split('\n\n')[0] ?? '';
  return [...table.matchAll(/^\| `(\w+)/gm)].map(([, name = '']) => name);
}

it('the guide lists every setting, part of a theme and function, and no other', () => {
  expect(fieldsOf('src/config.ts', 'WidgetConfig').length).toBeGreaterThan(10);
  expect(listed('setting')).toEqual(fieldsOf('src/config.ts', 'WidgetConfig'));
  expect(listed('part of `theme`')).toEqual(fieldsOf('src/config.ts', 'WidgetTheme'));
  expect(listed('function').sort()).toEqual(Object.keys(widget).sort());
});

it('the guide names every step, and every part that styles can reach', () => {
  const steps = /export type Step = ([^;]+);/.exec(read('src/flow/state.ts'))?.[1] ?? '';
  const names = [...steps.matchAll(/'(\w+)'/g)].map(([, step]) => step);
  expect(names).toHaveLength(7);
  const row = /^\| `onStepChange` .*$/m.exec(guide)?.[0] ?? '';
  expect(
    [...row.matchAll(/`(\w+)`/g)]
      .map(([, name]) => name)
      .slice(1)
      .sort(),
  ).toEqual(names.sort());

  const ui = ['app', 'about', 'times', 'details-form', 'done']
    .map((name) => read(`src/ui/${name}.tsx`))
    .join();
  const parts = new Set([...ui.matchAll(/ part="([\w-]+)"/g)].map(([, part]) => part));
  const sentence = /has the parts\s+([^:]+):/.exec(guide)?.[1] ?? '';
  expect(new Set([...sentence.matchAll(/`(\w+)`/g)].map(([, part]) => part))).toEqual(parts);
});
