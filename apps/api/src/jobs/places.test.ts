import { expect, test } from 'vitest';
import { createPlaces, type GroupPlaces } from './places.ts';

interface Guest {
  readonly name: string;
  readonly group: string;
}

const guest = (name: string): Guest => ({ name, group: name.slice(0, 1) });
const names = (guests: Iterable<Guest>) => [...guests].map(({ name }) => name);

/** Two run at once, one of a group; five may be there, two of a group. */
function withGuests(...came: readonly string[]) {
  const places: GroupPlaces<Guest> = createPlaces({ total: 2, perGroup: 1 }, { total: 5, perGroup: 2 });
  const guests = new Map(came.map((name) => [name, guest(name)]));
  for (const each of guests.values()) places.add(each);
  const go = (name: string) => places.remove(guests.get(name) as Guest);
  return { places, go };
}

test('who came first runs first, but a group at its limit lets others by', () => {
  const { places, go } = withGuests('a1', 'a2', 'b1', 'c1');
  expect(names(places.start())).toEqual(['a1', 'b1']);
  expect(places.isBusy()).toBe(true);
  expect(places.start()).toEqual([]);
  expect(names(places.waiting())).toEqual(['a2', 'c1']);
  go('b1');
  expect(places.isBusy()).toBe(false);
  expect(names(places.start())).toEqual(['c1']); // a1 still runs
  go('a1');
  expect(names(places.start())).toEqual(['a2']);
});

test('it says how many more may come, in all and of a group', () => {
  const { places, go } = withGuests('a1', 'a2', 'b1', 'c1');
  expect(places.free()).toBe(1);
  expect(['a', 'b', 'c', 'd'].map(places.isFull)).toEqual([true, false, false, false]);
  expect(Object.fromEntries(places.taken)).toEqual({ a: 2, b: 1, c: 1 });
  places.start();
  go('a1');
  go('c1');
  expect(places.free()).toBe(3);
  expect(places.isFull('a')).toBe(false);
  expect(Object.fromEntries(places.taken)).toEqual({ a: 1, b: 1 });
});

test('who is gone goes once, and frees one place', () => {
  const { places, go } = withGuests('a1', 'a2', 'b1');
  places.start();
  expect(go('a1')).toBe(true);
  expect(go('a1')).toBe(false);
  expect(names(places.start())).toEqual(['a2']);
  expect(names(places.all)).toEqual(['a2', 'b1']);
  expect(places.free()).toBe(3);
});
