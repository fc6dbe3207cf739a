import { afterEach, expect, test, vi } from 'vitest';
import { createPlaces, createTurns } from './waiting.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const longMs = 60_000;
const soonMs = 5;

test('copies come in one after the other, in their order, whether the one before fails or not', async () => {
  const { inTurn } = createTurns();
  const told: string[] = [];
  const copies = [0, 1, 2, 3].map((copy) =>
    inTurn('a', longMs, async () => {
      told.push(`${copy} in`);
      await Promise.resolve();
      told.push(`${copy} out`);
      if (copy % 2 === 0) throw new Error('failed');
      return copy;
    }),
  );
  const other = inTurn('b', longMs, async () => told.push('another name'));
  expect((await Promise.allSettled(copies)).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  await other;
  const own = told.filter((each) => each !== 'another name');
  expect(own).toEqual([0, 1, 2, 3].flatMap((copy) => [`${copy} in`, `${copy} out`]));
  expect(told.indexOf('another name')).toBeLessThan(told.indexOf('0 out'));
});

test('each copy that waits is woken once, however many they are', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const { inTurn } = createTurns();
  const many = Array.from({ length: 500 }, () => inTurn('a', longMs, async () => undefined));
  await Promise.all(many);
  expect(timers).toHaveBeenCalledTimes(many.length - 1);
});

test('whoever waited too long is refused, and its place in line is the next one’s', async () => {
  const { inPlace } = createPlaces(2);
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const holders = [inPlace(longMs, () => end), inPlace(longMs, () => end)];
  const impatient = inPlace(soonMs, async () => 'came in');
  const patient = inPlace(longMs, async (leftMs) => leftMs);
  await expect(impatient).rejects.toMatchObject({ code: 'idempotency_in_progress' });
  resolve();
  await Promise.all(holders);
  expect(await patient).toBeLessThan(longMs);
  const later = [1, 2].map((each) => inPlace(soonMs, async () => each));
  expect(await Promise.all(later)).toEqual([1, 2]);
});
