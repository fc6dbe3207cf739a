import { expect, test } from 'vitest';
import { type GuardedOperation, type Operation, takesToken } from './operation.ts';
import { operationList } from './operations/index.ts';
import { type Permission, permissions, roles } from './permissions.ts';

const isGuarded = (op: Operation): op is GuardedOperation => op.access !== 'open';
const guarded = operationList.filter(isGuarded);
const askingFor = (name: string) => guarded.filter(({ permission }) => permission === name);
const granteesOf = (name: Permission): readonly string[] => permissions[name];

test.each(guarded.map((op) => [op.operationId, op] as const))(
  '%s asks for a line of the table',
  (_id, op) => {
    expect(permissions).toHaveProperty([op.permission]);
  },
);

test('an operation that looks at nobody asks for nothing', () => {
  const open = operationList.filter((op) => !isGuarded(op));
  expect(open.length).toBeGreaterThan(0);
  for (const { permission } of open) expect(permission).toBeUndefined();
});

test.each(Object.keys(permissions) as Permission[])('%s is what its operations need, and no more', (name) => {
  const asking = askingFor(name);
  expect(asking.map(({ operationId }) => operationId)).not.toEqual([]);
  expect(granteesOf(name).includes('public')).toBe(asking.some(({ access }) => access === 'public'));
  expect(granteesOf(name).includes('token')).toBe(asking.some(takesToken));
});

test('only what a token opens takes one', () => {
  for (const op of operationList)
    if (op.access === 'token') expect(takesToken(op), op.operationId).toBe(true);
});

test.each(Object.keys(permissions) as Permission[])(
  '%s is held by every role above one that holds it',
  (name) => {
    const held = roles.map((role) => granteesOf(name).includes(role));
    expect(held).toEqual(held.toSorted((one, other) => Number(other) - Number(one)));
    expect(held[0], 'an owner may everything that a role may').toBe(true);
  },
);

test('what a member may over everything is not given over their own as well', () => {
  for (const name of Object.keys(permissions) as Permission[])
    expect(granteesOf(name).filter((each) => each === 'member' || each === 'self').length).toBeLessThan(2);
});
