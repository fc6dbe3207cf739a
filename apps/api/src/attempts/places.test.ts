import { describe, expect, test } from 'vitest';
import { createPlaces, type Placed, type PlaceLimits } from './places.ts';

const limits: PlaceLimits = {
  total: 12,
  perOwner: 6,
  test: 6,
  perLane: 3,
  unproven: 4,
  unprovenPerOwner: 3,
  claimedPerPlace: 2,
};

/** `org-a/endpoint`, in live mode unless it begins with `test `. */
function item(text: string): Placed {
  const [organizationId = '', lane = ''] = text.replace(/^test /, '').split('/');
  return { owner: { organizationId, isTest: text.startsWith('test ') }, lane };
}
const nameOf = ({ owner, lane }: Placed) => `${owner.isTest ? 'test ' : ''}${owner.organizationId}/${lane}`;

/** Places in which these lanes have answered. */
function placesWith(...proven: readonly string[]) {
  const places = createPlaces<Placed>(limits);
  for (const each of proven.map(item)) {
    places.add(each);
    places.start();
    places.judge(each, { answers: true });
    places.remove(each);
  }
  return places;
}
const roomOf = (places: ReturnType<typeof placesWith>, text: string) => places.rooms([item(text).owner])[0];
const times = (count: number, text: string) => Array.from({ length: count }, () => item(text));
const addAll = (places: ReturnType<typeof placesWith>, ...items: readonly Placed[]) =>
  items.forEach((each) => {
    places.add(each);
  });

describe('who begins', () => {
  test('of a lane that has not answered one, and of those together a part of all', () => {
    const places = placesWith();
    addAll(places, ...times(2, 'a/1'), ...times(2, 'a/2'), item('b/3'), item('b/4'), item('c/5'));
    expect(places.start().map(nameOf)).toEqual(['a/1', 'a/2', 'b/3', 'b/4']);
    const ofOne = placesWith();
    addAll(ofOne, ...['a/1', 'a/2', 'a/3', 'a/4', 'b/1'].map(item));
    expect(ofOne.start().map(nameOf)).toEqual(['a/1', 'a/2', 'a/3', 'b/1']);
    expect(places.start()).toEqual([]);
  });

  test('of a lane that answers more, and whoever is behind it is let by', () => {
    const places = placesWith('a/1');
    addAll(places, ...times(5, 'a/1'), item('a/2'));
    expect(places.start().map(nameOf)).toEqual(['a/1', 'a/1', 'a/1', 'a/2']);
  });

  test('of a lane that hangs one again, once those under way have ended', () => {
    const places = placesWith('a/1');
    const items = times(6, 'a/1');
    addAll(places, ...items);
    const [first, second, third] = places.start() as [Placed, Placed, Placed];
    places.judge(first, { answers: false });
    places.remove(first);
    places.remove(second);
    expect(places.start()).toEqual([]);
    places.remove(third);
    expect(places.start()).toHaveLength(1);
  });

  test('of one organization and mode half, however many lanes it has, and the others have the rest', () => {
    const lanes = ['a/1', 'a/2', 'a/3', 'test a/1', 'b/1'];
    const places = placesWith(...lanes);
    addAll(places, ...lanes.flatMap((lane) => times(3, lane)));
    const started = places.start().map(nameOf);
    expect(started.filter((name) => name.startsWith('a/'))).toHaveLength(6);
    expect(started.filter((name) => name === 'b/1')).toHaveLength(3);
    expect(started.filter((name) => name === 'test a/1')).toHaveLength(3);
  });

  test('live before test, whoever came first; of test mode never more than its part', () => {
    const lanes = ['test a/1', 'test b/1', 'test c/1', 'd/1', 'e/1'];
    const places = placesWith(...lanes);
    addAll(places, ...lanes.flatMap((lane) => times(3, lane)));
    const started = places.start().map(nameOf);
    expect(started.slice(0, 6)).toEqual(['d/1', 'd/1', 'd/1', 'e/1', 'e/1', 'e/1']);
    expect(started.slice(6)).toHaveLength(6);
    const testOnly = placesWith('test a/1', 'test b/1', 'test c/1');
    addAll(testOnly, ...['test a/1', 'test b/1', 'test c/1'].flatMap((lane) => times(3, lane)));
    expect(testOnly.start()).toHaveLength(6);
  });
});

describe('how much may be claimed', () => {
  test('is more than begins, but not of lanes that have not answered', () => {
    const places = placesWith('a/1');
    expect(roomOf(places, 'a/1')).toEqual({
      atMost: 12,
      unproven: 3,
      lanes: [{ lane: '1', room: 6, isProven: true }],
    });
    addAll(places, ...times(2, 'a/1'), item('a/2'), item('b/1'));
    expect(roomOf(places, 'a/1')).toEqual({
      atMost: 9,
      unproven: 2,
      lanes: [
        { lane: '1', room: 4, isProven: true },
        { lane: '2', room: 0, isProven: false },
      ],
    });
  });

  test('ends where all places are spoken for', () => {
    const places = placesWith('a/1', 'b/1', 'c/1', 'd/1');
    addAll(places, ...['a/1', 'b/1', 'c/1'].flatMap((lane) => times(6, lane)));
    expect(places.hasRoom()).toBe(true);
    addAll(places, ...times(6, 'd/1'));
    expect([places.hasRoom(), roomOf(places, 'e/1')?.atMost]).toEqual([false, 0]);
    const [first] = places.all as unknown as Iterable<Placed>;
    expect(places.roomMadeBy(first as Placed)).toBe('everyone');
    places.remove(first as Placed);
    expect([places.hasRoom(), roomOf(places, 'e/1')?.atMost]).toEqual([true, 1]);
    expect(places.remove(first as Placed)).toBe(false);
  });
});

describe('of several owners who are asked for at once', () => {
  const owners = (count: number, mode = '') =>
    Array.from({ length: count }, (_, index) => item(`${mode}${index}/1`).owner);

  test('each has a part of what is left for all, and no more than one has', () => {
    const places = placesWith();
    expect(places.rooms(owners(2)).map(({ atMost, unproven }) => [atMost, unproven])).toEqual([
      [12, 2],
      [12, 2],
    ]);
    expect(places.rooms(owners(3)).map(({ atMost, unproven }) => [atMost, unproven])).toEqual(
      Array(3).fill([8, 1]),
    );
    expect(places.rooms(owners(2, 'test ')).map(({ atMost }) => atMost)).toEqual([6, 6]);
  });

  test('those behind for whom no part is left are not asked for now', () => {
    const places = placesWith('a/1');
    expect(places.rooms(owners(9))).toHaveLength(4);
    addAll(places, ...['a/2', 'b/1', 'c/1'].map(item));
    expect(places.rooms(owners(9)).map(({ unproven }) => unproven)).toEqual([1]);
    addAll(places, item('d/1'));
    expect(places.rooms(owners(9)).map(({ unproven }) => unproven)).toEqual(Array(9).fill(0));
  });
});

test('a lane is asked for more when it is low, and one that has not answered when it is empty', () => {
  const places = placesWith('a/1');
  const items = [...times(6, 'a/1'), item('a/2')];
  addAll(places, ...items);
  const made = items.map((each) => {
    const whom = places.roomMadeBy(each);
    places.remove(each);
    return whom;
  });
  expect(made.slice(0, 3)).toEqual(['nobody', 'nobody', 'its owner']);
  expect(made[6]).toBe('its owner');
});

test('lanes of thousands of organizations are not remembered for ever', () => {
  const places = createPlaces<Placed>(limits);
  for (let count = 0; count < 10_001; count++) {
    const each = item(`org-${count}/1`);
    places.add(each);
    places.judge(each, { answers: true });
    places.remove(each);
  }
  expect(roomOf(places, 'org-5/1')?.lanes).toEqual([]);
  expect(roomOf(places, 'org-10000/1')?.lanes).toHaveLength(1);
});
