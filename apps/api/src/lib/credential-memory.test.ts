import { expect, test } from 'vitest';
import { createCredentialMemory } from './credential-memory.ts';

function scene() {
  let now = 0;
  let asked = 0;
  const memory = createCredentialMemory<string>(() => now);
  return {
    memory,
    pass: (ms: number) => {
      now += ms;
    },
    asked: () => asked,
    find: (holder: () => Promise<string | null> | string | null) =>
      memory.find('key', async () => {
        asked++;
        return holder();
      }),
  };
}

test('a looked-up key is believed for a second', async () => {
  const { find, pass, asked } = scene();
  expect(await find(() => 'holder')).toBe('holder');
  pass(999);
  expect(await find(() => null)).toBe('holder');
  pass(1);
  expect(await find(() => null)).toBeNull();
  expect(asked()).toBe(2);
});

test('a revocation ends the belief at once', async () => {
  const { find, memory } = scene();
  expect(await find(() => 'holder')).toBe('holder');
  memory.forgetAll();
  expect(await find(() => null)).toBeNull();
});

test('what was being looked up during a revocation is looked up again, and so is what waited for it', async () => {
  const { find, memory, asked } = scene();
  let isRevoked = false;
  const before = Promise.withResolvers<string>();
  const read = () => (isRevoked ? null : before.promise);
  const first = find(read);
  const second = find(read);
  isRevoked = true;
  memory.forgetAll();
  before.resolve('read before the revocation');
  expect([await first, await second, await find(read)]).toEqual([null, null, null]);
  expect(asked()).toBe(2);
});

test('a failed look-up is not remembered, nor does it take away a newer one', async () => {
  const { find, memory, asked } = scene();
  const failing = Promise.withResolvers<string>();
  const failed = find(() => failing.promise);
  memory.forgetAll();
  expect(await find(() => 'holder')).toBe('holder');
  failing.reject(new Error('The database is away.'));
  await expect(failed).rejects.toThrow('away');
  expect(await find(() => null)).toBe('holder');
  expect(asked()).toBe(2);
});
