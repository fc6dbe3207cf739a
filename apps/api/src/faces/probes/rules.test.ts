import { exampleId } from '@astrocal/contract';
import { describe, expect, test } from 'vitest';
import { withWorkingExamples } from './rules.ts';

const example = exampleId('event_type');
const document = JSON.stringify({ id: example, start: '2026-06-15', at: '2026-06-16T10:00:00Z' });
const shown = (now: string, eventTypeId?: string) =>
  JSON.parse(withWorkingExamples(document, { eventTypeId, now: Date.parse(now) }));

describe('the examples of a server', () => {
  test.each([
    ['2026-05-01T08:00:00Z', '2026-06-15', '2026-06-16T10:00:00Z'],
    ['2026-06-13T23:59:59Z', '2026-06-15', '2026-06-16T10:00:00Z'],
    ['2026-06-14T00:00:01Z', '2026-06-22', '2026-06-23T10:00:00Z'],
    ['2026-11-30T08:00:00Z', '2026-12-07', '2026-12-08T10:00:00Z'],
    ['2027-12-31T08:00:00Z', '2028-01-03', '2028-01-04T10:00:00Z'],
  ])('at %s are of a coming Monday: %s', (now, start, at) => {
    expect(shown(now)).toEqual({ id: example, start, at });
  });

  test('name its own event type', () => {
    expect(shown('2026-05-01T08:00:00Z', 'evt_own').id).toBe('evt_own');
  });
});
