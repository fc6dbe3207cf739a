import { describe, expect, it } from 'vitest';
import { findForeignTables } from './table-owners.ts';

const owners = new Map([
  ['bookings', 'bookings'],
  ['event_types', 'event-types'],
]);
const file = 'apps/api/src/features/event-types/store.ts';
const find = (text: string, reasons = {}) =>
  findForeignTables(new Map([[file, `\n${text}`]]), owners, reasons).map(({ line, sentence }) => ({
    line,
    sentence,
  }));
const reasons = { [file]: { bookings: 'It is read in one statement.' } };

describe('findForeignTables', () => {
  it.each([
    [`db.selectFrom('bookings as b')`],
    [`query.leftJoin('bookings', 'a', 'b')`],
    ['sql`select 1 from event_types e join bookings b on true`'],
    ['sql<number>`(select count(*) from bookings where id is null)`'],
  ])('finds a read of another feature: %s', (text) => {
    const sentence = expect.stringContaining("The table bookings is bookings's");
    expect(find(text)).toEqual([{ line: 2, sentence }]);
    expect(find(text, reasons)).toEqual([]);
  });

  it.each([
    [`tx.insertInto('bookings')`],
    [`tx.updateTable('bookings as b')`],
    [`tx.deleteFrom('bookings')`],
    [`insertRows('bookings', row)`],
    ['sql`update bookings set start_at = null`'],
    ['sql`with old as (delete from bookings returning id) select id from old`'],
  ])('finds a write of another feature, whatever the reason: %s', (text) => {
    const sentence = 'The table bookings is written by its owner bookings alone: use its index.ts.';
    expect(find(text, { [file]: { bookings: 'no matter' } })).toEqual([{ line: 2, sentence }]);
  });

  it('takes its own tables, and names that are no table', () => {
    expect(find(`db.selectFrom('event_types'); sql\`update event_types set a = 1 from due\`;`)).toEqual([]);
  });

  it('finds a reason that nobody needs any more', () => {
    expect(find(`db.selectFrom('event_types')`, reasons)).toEqual([
      { line: 1, sentence: 'Reads bookings no more: take its reason out of the list.' },
    ]);
  });
});
