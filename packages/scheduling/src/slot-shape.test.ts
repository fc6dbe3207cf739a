import { expect, test } from 'vitest';
import { ask, between, booking, host, instant } from '../test/builders.ts';
import { decideSlot, spanToRead } from './index.ts';

const rules = { durationMinutes: 60, bufferBeforeMinutes: 10, bufferAfterMinutes: 20 };
const range = between('2026-06-15T09:00:00Z', '2026-06-15T11:00:00.001Z');

test('the span reaches from the first start’s buffer to the last slot’s', () => {
  expect(spanToRead(rules, range)).toEqual(between('2026-06-15T08:50:00Z', '2026-06-15T12:20:00.001Z'));
});

test('bookings that only touch the span change no answer, those inside it do', () => {
  const span = spanToRead(rules, range);
  const verdictWith = (start: number, end: number, wanted: string) => {
    const allocations = [{ ...booking('2026-06-15T00:00:00Z', '2026-06-15T01:00:00Z'), start, end }];
    const question = ask({
      ...rules,
      slotIntervalMinutes: 60,
      question: { hosts: [host('h', { allocations })] },
    });
    return decideSlot(question, instant(wanted)).ok;
  };
  expect(verdictWith(span.start - 1000, span.start, '2026-06-15T09:00:00Z')).toBe(true);
  expect(verdictWith(span.start, span.start + 1, '2026-06-15T09:00:00Z')).toBe(false);
  expect(verdictWith(span.end, span.end + 1000, '2026-06-15T11:00:00Z')).toBe(true);
  expect(verdictWith(span.end - 2, span.end - 1, '2026-06-15T11:00:00Z')).toBe(false);
});
