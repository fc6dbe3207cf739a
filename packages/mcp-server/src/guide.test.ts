import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bookingShape, eventTypeShape, slotShape, waitlistEntryShape } from './present.ts';
import { tools } from './tools/index.ts';
import { memberShape } from './tools/list-members.ts';

const guide = readFileSync(path.resolve(import.meta.dirname, '../../../docs/mcp.md'), 'utf8');

/** What stands between a tool's heading and the next one. */
const sectionOf = (name: string) => new RegExp(`^### \`${name}\`\n(.*?)(?=^##)`, 'ms').exec(guide)?.[1] ?? '';

interface Field {
  readonly description?: string;
  readonly default?: unknown;
}

test('the guide has every tool, and no other, in their order', () => {
  expect([...guide.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name)).toEqual(
    tools.map(({ name }) => name),
  );
});

test.each(tools.map((tool) => [tool.name, tool] as const))(
  'of %s it has every argument in its own words',
  (name, { input }) => {
    const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input' });
    const told = [...sectionOf(name).matchAll(/^\| `(\w+)` \| (.*?) ?\| (.*) \|$/gm)].map((row) =>
      row.slice(1),
    );
    expect(told).toEqual(
      Object.entries(properties as Record<string, Field>).map(([field, { description, default: usual }]) => [
        field,
        required.includes(field) ? 'required' : usual === undefined ? '' : `\`${usual}\``,
        description,
      ]),
    );
  },
);

test.each(tools.map((tool) => [tool.name, tool] as const))(
  'of %s it has every field of the answer',
  (name, { output }) => {
    const told = /^Answers: (.*)\.$/m.exec(sectionOf(name))?.[1];
    expect(told).toBe(
      Object.keys(output)
        .map((field) => `\`${field}\``)
        .join(', '),
    );
  },
);

test.each([
  ['slot', slotShape],
  ['booking', bookingShape],
  ['waitlist entry', waitlistEntryShape],
  ['event type', eventTypeShape],
  ['member', memberShape],
])('of a %s it has every field', (thing, { shape }) => {
  const told = new RegExp(`^An? \\*\\*${thing}\\*\\*(?: \\(.*\\))?: ([^.]*)\\.`, 'm').exec(guide)?.[1] ?? '';
  expect([...told.matchAll(/`(\w+)`/g)].map(([, field]) => field)).toEqual(Object.keys(shape));
});
