import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { limitsFile, makeWidgetLimits } from './make-widget-limits.ts';

test('the limits of the widget’s fields are those of the contract: node tools/make-widget-limits.ts writes them anew', () => {
  const file = path.join(import.meta.dirname, '..', limitsFile);
  expect(readFileSync(file, 'utf8')).toBe(makeWidgetLimits());
});
