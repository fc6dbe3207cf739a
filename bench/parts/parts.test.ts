import { afterAll, beforeAll, expect, test } from 'vitest';
import { thisCheckout } from '../checkout.ts';
import type { Figure } from '../figure.ts';
import { describeMachine } from '../machine.ts';
import { type BenchPostgres, startBenchPostgres } from '../postgres.ts';
import { runPart } from '../run-part.ts';
import { quickRun } from '../settings.ts';

/** Whether each part runs and says something sensible; how fast it was is no business of a test. */
const now = Date.parse('2026-06-01T08:00:00Z');
const settings = {
  ...quickRun(now),
  organizations: 3,
  connections: 4,
  warmUpSeconds: 0.1,
  lives: 8,
  idleSeconds: 0.1,
};
const patience = 180_000;

let postgres: BenchPostgres;
beforeAll(async () => {
  postgres = await startBenchPostgres();
});
afterAll(() => postgres.stop());

function expectSane(figures: readonly Figure[]): void {
  for (const { subject, floor, ratio } of figures) {
    for (const { value, latency, cpu } of [subject, ...(floor ? [floor] : [])]) {
      expect(value).toBeGreaterThan(0);
      if (latency) expect(latency.p99).toBeGreaterThanOrEqual(latency.p50);
      if (cpu) expect(Math.min(cpu.server, cpu.database ?? 0)).toBeGreaterThanOrEqual(0);
    }
    if (floor) expect(ratio).toBeGreaterThan(0);
  }
}

test('engine', { timeout: patience }, async () => {
  const figures = await runPart('engine', { settings, postgres });
  expectSane(figures);
  expect(figures.map(({ target }) => target)).toEqual([
    { atMost: 1.5 },
    undefined,
    { atMost: 1.5 },
    { atMost: 1.1 },
    { atMost: 10 },
    { atMost: 3.3 },
    undefined,
  ]);
});

test('slots', { timeout: patience }, async () => {
  const figures = await runPart('slots', { settings, postgres });
  expectSane(figures);
  expect(figures.map(({ subject, target }) => [subject.name, target])).toEqual([
    ['PostgreSQL', { atLeast: 0.5 }],
    ['PGlite', undefined],
    ['PostgreSQL, plan `scale`', undefined],
  ]);
});

test('hosts', { timeout: patience }, async () => {
  const figures = await runPart('hosts', { settings, postgres });
  expectSane(figures);
  expect(figures.map(({ subject, target }) => [subject.name, target])).toEqual([
    ['slots, 10 hosts', { atLeast: 0.1 }],
    ['slots, 100 hosts', { atLeast: 0.1 }],
    ['bookings, 10 hosts', undefined],
  ]);
});

test('bookings', { timeout: patience }, async () => {
  const figures = await runPart('bookings', { settings, postgres });
  expectSane(figures);
  expect(figures.map(({ subject, target }) => [subject.name, target])).toEqual([
    ['PostgreSQL', { atLeast: 0.35 }],
    ['PostgreSQL', undefined],
    ['PostgreSQL, one host', undefined],
    ['PGlite', undefined],
    ['PostgreSQL, plan `scale`', undefined],
  ]);
});

test('life', { timeout: patience }, async () => {
  const figures = await runPart('life', { settings, postgres });
  expectSane(figures);
  expect(figures.map(({ subject, target }) => [subject.name, target])).toEqual([
    ['PostgreSQL: CPU of both sides', undefined],
    ['PostgreSQL: while the worker runs', undefined],
    ['PostgreSQL: statements', undefined],
    ['PostgreSQL: commits', undefined],
    ['PostgreSQL: WAL', undefined],
    ['PostgreSQL, one webhook and SMTP: CPU of both sides', undefined],
    ['PostgreSQL, one webhook and SMTP: while the worker runs', undefined],
    ['PostgreSQL, one webhook and SMTP: statements', { valueAtMost: 25 }],
    ['PostgreSQL, one webhook and SMTP: commits', { valueAtMost: 2 }],
    ['PostgreSQL, one webhook and SMTP: WAL', undefined],
    ['PGlite: CPU of both sides', undefined],
    ['PGlite: while the worker runs', undefined],
  ]);
});

test('webhooks', { timeout: patience }, async () => {
  const figures = await runPart('webhooks', { settings, postgres });
  expectSane(figures);
  expect(figures.map(({ subject, target }) => [subject.name, target])).toEqual([
    ['replayed to 8 endpoints', { atLeast: 0.1 }],
    ['bookkeeping of a delivery, CPU of both sides', { valueAtMost: 0.2 }],
    ['50 bookings a second', undefined],
  ]);
});

test('memory, beside another checkout', { timeout: patience }, async () => {
  const beside = { ...thisCheckout, name: 'another' };
  const figures = await runPart('memory', { settings, postgres, beside });
  expectSane(figures.filter(({ unit }) => unit !== 'ms/s')); // it may have used no time at all
  const idle = figures.filter(({ unit, floor }) => unit === 'ms/s' && floor?.name === 'another');
  expect(idle.map(({ target }) => target)).toEqual([{ atMost: 0.1 }, { atMost: 0.1 }]);
  const starts = figures.filter(({ unit, floor }) => unit === 'ms' && floor?.name === 'bare node:http');
  expect(starts.map(({ subject }) => subject.name)).toEqual([
    'first start, PostgreSQL',
    'later start, PostgreSQL',
    'first start, PGlite',
    'later start, PGlite',
  ]);
});

test('the machine is described with a PostgreSQL that writes commits to disk', async () => {
  const machine = await describeMachine(postgres, now);
  expect(machine.postgres).toMatch(/^\d+\.\d+ \(fsync on, synchronous_commit on, full_page_writes on, /);
  expect(machine).toMatchObject({ date: '2026-06-01', cores: expect.any(Number) });
  expect(machine.fsyncMs).toBeGreaterThan(0);
});
