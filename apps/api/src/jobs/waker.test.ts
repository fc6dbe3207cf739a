import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Due } from './find-due.ts';
import { createWaker, type Waker } from './waker.ts';

let waker: Waker;
let asked: number[];
let due: Due[];
let woken: string[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setImmediate'] });
  [asked, due, woken] = [[], [], []];
  waker = createWaker({
    wakeNow: (name) => woken.push(name),
    wakeOwner: (name, { organizationId }) => woken.push(`${name} of ${organizationId}`),
    async findDue(aheadMs) {
      asked.push(aheadMs);
      return due;
    },
    logger: console,
  });
  waker.start();
});
afterEach(() => {
  waker.stop();
  vi.useRealTimers();
});

/** Lets half seconds go by. */
async function tick(times: number): Promise<void> {
  for (let time = 0; time < times; time++) await vi.advanceTimersByTimeAsync(500);
}
const job: Due = { name: 'a job', owner: null };
const attempt: Due = { name: 'an attempt', owner: { organizationId: 'org_a', isTest: false } };

test('asks twice a second, and after five seconds in which there was nothing every five, for those ahead too', async () => {
  await tick(10);
  expect(asked).toEqual(Array(11).fill(0));
  asked.length = 0;
  await tick(30);
  expect(asked).toEqual([5_000, 5_000, 5_000]);
});

test('has what is due done, and asks twice a second again when something is, or will be soon', async () => {
  await tick(10);
  due = [job, attempt];
  await tick(1);
  due = [];
  await tick(1);
  expect(woken.toSorted()).toEqual(['a job', 'an attempt of org_a']);
  asked.length = 0;
  await tick(5);
  expect(asked).toEqual(Array(5).fill(0));
});

test('asks twice a second again when somebody says that something happens', async () => {
  await tick(12);
  asked.length = 0;
  waker.stir();
  await tick(3);
  expect(asked).toEqual([0, 0, 0]);
});
