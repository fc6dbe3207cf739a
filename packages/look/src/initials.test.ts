import { expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

it.each([
  ['Alex Johnson', 'AJ'],
  ['  Ana  Maria de Costa ', 'AC'],
  ['sam', 'S'],
  ['Dr. (Kim) O’Neil', 'DO'],
  ['山田 太郎', '山太'],
  ['أليكس', 'أ'],
  ['Zoë 7', 'Z7'],
  ['—', ''],
  ['', ''],
])('%j is %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
