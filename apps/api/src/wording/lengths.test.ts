import { expect, it } from 'vitest';
import { aheadText, lengthText } from './lengths.ts';

it('lengths are said as people do', () => {
  expect([5, 60, 90, 135].map(lengthText)).toEqual([
    '5 minutes',
    '60 minutes',
    '90 minutes',
    '2 hours 15 minutes',
  ]);
  expect([60, 1440, 1500].map(aheadText)).toEqual(['1 hour', '1 day', '1 day 1 hour']);
});
