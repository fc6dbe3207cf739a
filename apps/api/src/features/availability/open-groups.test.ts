import { expect, test } from 'vitest';
import { withoutOthersGroups } from './open-groups.ts';

const claim = (id: string, eventTypeId = 'evt') => ({
  id,
  eventTypeId,
  start: 0,
  end: 1,
  slotStart: 0,
  slotEnd: 1,
  spotsTaken: 1,
});
const host = (id: string, claims: readonly string[], isRequired = false) => ({
  id,
  isRequired,
  busy: [],
  allocations: claims.map((each) => claim(each)),
});
/** The claims that each host can be joined in. */
const joinable = (assignment: 'any' | 'all', ...hosts: ReturnType<typeof host>[]) =>
  withoutOthersGroups(hosts, { eventTypeId: 'evt', assignment }).map(
    ({ allocations }) => allocations.filter(({ eventTypeId }) => eventTypeId === 'evt').length,
  );

test('a group of all is that of all of today', () => {
  expect(joinable('all', host('a', ['1']), host('b', ['1']))).toEqual([1, 1]);
  expect(joinable('all', host('a', ['1']), host('b', []))).toEqual([0, 0]);
  expect(joinable('all', host('a', ['1']), host('b', ['2']))).toEqual([0, 0]);
});

test('a group of one of several is one host’s', () => {
  expect(joinable('any', host('a', ['1']), host('b', ['2']))).toEqual([1, 1]);
  expect(joinable('any', host('a', ['1']), host('b', ['1']))).toEqual([0, 0]);
});

test('a group of the required and one more has both', () => {
  expect(joinable('any', host('a', ['1'], true), host('b', ['1']), host('c', []))).toEqual([1, 1, 0]);
  expect(joinable('any', host('a', ['1'], true), host('b', []))).toEqual([0, 0]);
  expect(joinable('any', host('a', [], true), host('b', ['1']))).toEqual([0, 0]);
  expect(joinable('any', host('a', ['1'], true))).toEqual([1]);
});

test('what is not joined stays as long as it was, and another event type’s as it was', () => {
  const [a] = withoutOthersGroups([host('a', ['1']), host('b', [])], {
    eventTypeId: 'evt',
    assignment: 'all',
  });
  expect(a?.allocations).toEqual([{ ...claim('1'), eventTypeId: '' }]);
  const others = { ...host('a', []), allocations: [claim('1', 'other')] };
  expect(withoutOthersGroups([others], { eventTypeId: 'evt', assignment: 'any' })).toEqual([others]);
});
