import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type HeldKeys,
  judgeKeys,
  judgeRotation,
  type Ledger,
  type SeenProcess,
  settle,
} from './secret-turns.ts';

const name = (fingerprint: string) => ({ id: fingerprint.charCodeAt(0), fingerprint });
const held = (current: string, previous?: string): HeldKeys => ({
  current: name(current),
  previous: previous === undefined ? null : name(previous),
});
const running = (sealsBy: string, ...others: string[]): SeenProcess => ({
  id: `${sealsBy}${others}`,
  sealsBy,
  opens: [sealsBy, ...others],
  isRunning: true,
});
const ledger = (settled: string | null, next: string | null = null): Ledger => ({ settled, next });

describe('a process is judged by its secret keys', () => {
  test.each([
    ['the first is the key of the database', held('a'), ledger(null), [], ledger('a')],
    ['one with it', held('a'), ledger('a'), [running('a')], ledger('a')],
    ['one that knows the new one beforehand', held('a', 'b'), ledger('a'), [running('a')], ledger('a')],
    ['one that begins with the new one', held('b', 'a'), ledger('a'), [running('a', 'b')], ledger('a', 'b')],
    [
      'one of either while they turn',
      held('a', 'b'),
      ledger('a', 'b'),
      [running('b', 'a')],
      ledger('a', 'b'),
    ],
    ['one with the new one alone, later', held('b'), ledger('b'), [running('b', 'a')], ledger('b')],
    ['one that goes back', held('a', 'b'), ledger('b'), [running('b', 'a')], ledger('b', 'a')],
  ])('%s', (_, keys, before, processes, after) => {
    expect(judgeKeys(keys, before, processes)).toEqual({ ledger: after });
  });

  test.each([
    ['another key', held('b'), ledger('a'), [], /was begun with another secret key/],
    ['two other keys', held('b', 'c'), ledger('a'), [], /Neither ASTROCAL_SECRET_KEY nor/],
    ['the old one alone while they turn', held('a'), ledger('a', 'b'), [], /this process needs both/],
    ['the new one alone while they turn', held('b'), ledger('a', 'b'), [], /this process needs both/],
    ['a third one while they turn', held('a', 'c'), ledger('a', 'b'), [], /this process needs both/],
    ['a new one that not all know', held('b', 'a'), ledger('a'), [running('a')], /^One process runs without/],
    ['the old one after all', held('a', 'b'), ledger('b'), [running('b')], /^One process runs without/],
  ])('and refused with %s', (_, keys, before, processes, sentence) => {
    expect(judgeKeys(keys, before, processes)).toEqual({ refusal: expect.stringMatching(sentence) });
  });

  test('and nothing is to turn without a previous key, or the other way round', () => {
    expect(judgeRotation(held('b'), ledger('b'))).toMatch(/^Set ASTROCAL_SECRET_KEY_PREVIOUS/);
    expect(judgeRotation(held('a', 'b'), ledger('a', 'b'))).toMatch(/exchange it/);
    expect(judgeRotation(held('b', 'a'), ledger('a', 'b'))).toBeNull();
  });
});

/** An installation whose operator does anything at all, in any order. */
class Installation {
  private ledger = ledger(null);
  /** How many values each key has sealed, of those that are stored. */
  private readonly sealed = new Map<string, number>();
  private readonly processes: (SeenProcess & { readonly seenAt: number })[] = [];
  private now = 0;

  start(current: string, previous: string | undefined): void {
    const keys = held(current, previous);
    const standing = judgeKeys(keys, this.ledger, this.processes);
    if ('refusal' in standing) return;
    this.ledger = standing.ledger;
    const opens = [current, ...(previous === undefined ? [] : [previous])];
    this.processes.push({ id: `${++this.now}`, sealsBy: current, opens, isRunning: true, seenAt: this.now });
  }

  /** A process seals a value, and opens every one that there is. */
  work(which: number): void {
    const at = which % Math.max(1, this.processes.length);
    const process = this.processes[at];
    if (!process?.isRunning) return;
    this.now++;
    this.processes[at] = { ...process, seenAt: this.now };
    this.sealed.set(process.sealsBy, (this.sealed.get(process.sealsBy) ?? 0) + 1);
    this.expectOpened();
  }

  stop(which: number): void {
    const at = which % Math.max(1, this.processes.length);
    const process = this.processes[at];
    if (process?.isRunning) this.processes[at] = { ...process, isRunning: false, seenAt: ++this.now };
  }

  /** A rotation, in the middle of which something else happens. */
  rotate(current: string, previous: string, meanwhile: () => void): void {
    const keys = held(current, previous);
    const standing = judgeKeys(keys, this.ledger, this.processes);
    if ('refusal' in standing || judgeRotation(keys, standing.ledger) !== null) return;
    this.ledger = standing.ledger;
    for (;;) {
      const since = ++this.now;
      const found = this.sealed.get(previous) ?? 0;
      this.sealed.delete(previous);
      this.sealed.set(current, (this.sealed.get(current) ?? 0) + found);
      meanwhile();
      const there = this.processes.filter(({ isRunning, seenAt }) => isRunning || seenAt >= since);
      const settled = settle(keys, this.ledger, there);
      if (typeof settled === 'number') return;
      if (found > 0) continue;
      this.ledger = settled;
      return;
    }
  }

  /** Every process that runs, and every one that would be let in, opens every value. */
  expectOpened(): void {
    const stored = [...this.sealed].filter(([, count]) => count > 0).map(([key]) => key);
    for (const { isRunning, opens } of this.processes)
      if (isRunning) expect(opens).toEqual(expect.arrayContaining(stored));
    for (const [current, previous] of keyPairs)
      if ('ledger' in judgeKeys(held(current, previous), this.ledger, this.processes))
        expect([current, previous]).toEqual(expect.arrayContaining(stored));
  }
}

const keys = ['a', 'b', 'c'];
const keyPairs = keys.flatMap((current) =>
  [undefined, ...keys.filter((each) => each !== current)].map((previous) => [current, previous] as const),
);

test('whatever an operator does, each process that runs or is let in can open everything', () => {
  const pair = fc.constantFrom(...keyPairs);
  const which = fc.nat({ max: 5 });
  const quick = fc.oneof(
    fc.tuple(fc.constant('start' as const), pair, which),
    fc.tuple(fc.constant('work' as const), pair, which),
    fc.tuple(fc.constant('stop' as const), pair, which),
  );
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(quick, fc.constant(null)) },
    { weight: 1, arbitrary: fc.tuple(fc.tuple(fc.constant('rotate' as const), pair, which), quick) },
  );
  let turns = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const installation = new Installation();
      const act = ([what, [current, previous], at]: readonly [string, (typeof keyPairs)[number], number]) => {
        if (what === 'start') installation.start(current, previous);
        if (what === 'work') installation.work(at);
        if (what === 'stop') installation.stop(at);
      };
      for (const [each, meanwhile] of steps) {
        const [what, [current, previous]] = each;
        if (what !== 'rotate') act(each);
        else if (previous !== undefined) {
          let happened = false;
          installation.rotate(current, previous, () => {
            if (!happened && meanwhile) act(meanwhile);
            happened = true;
          });
          turns++;
        }
        installation.expectOpened();
      }
    }),
    { numRuns: 3000 },
  );
  expect(turns).toBeGreaterThan(100);
});
