import { describe, expect, test } from 'vitest';
import { newId } from './ids.ts';
import { parseCursor, toPage } from './paging.ts';

describe('a cursor', () => {
  const id = newId('booking', Date.parse('2026-06-01T08:00:00Z'));

  test('begins at the beginning with 20 items unless told', () => {
    expect(parseCursor('booking', {})).toEqual({ startingAfter: null, limit: 20 });
    expect(parseCursor('booking', { starting_after: id, limit: 3 })).toEqual({ startingAfter: id, limit: 3 });
  });

  test('of another noun, or of none, is refused', () => {
    expect(() => parseCursor('event_type', { starting_after: id })).toThrow(
      'must be the id of an event type',
    );
    expect(() => parseCursor('booking', { starting_after: '' })).toThrow();
  });
});

test.each([
  [[], { data: [], has_more: false }],
  [[1, 2], { data: [2, 4], has_more: false }],
  [[1, 2, 3], { data: [2, 4], has_more: true }],
])('the rows %j make the page %j', (rows, page) => {
  expect(toPage(rows, { startingAfter: null, limit: 2 }, (row) => row * 2)).toEqual(page);
});
