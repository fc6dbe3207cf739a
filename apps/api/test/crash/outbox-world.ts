import { expect } from 'vitest';
import type { Environment, MainProcess } from '../harness/main-process.ts';
import { reportFigure } from '../harness/report-figure.ts';
import { type Arrivals, endHolds, expectArrived, onItsWay } from './arrivals.ts';
import { type CrashWorld, createCrashWorld, prepareEventTypes } from './crash-world.ts';
import { createOutside, type Outside } from './outside.ts';
import { kills, seed } from './settings.ts';

/** How long it may take until everything has arrived, once somebody is there again to send it. */
const deliveredWithinMs = 120_000;

/** Organizations whose messages and mails go out, and what they arrive at. */
export interface OutboxWorld extends CrashWorld {
  readonly outside: Outside;
  /** The first process, which answers requests. */
  readonly server: MainProcess;
  /** Starts a process of one role, whose connections bear a name of their own: `a-worker`. */
  startRole(role: 'http' | 'worker'): Promise<MainProcess>;
  /** Waits until nothing is on its way any more, and asserts that everything has arrived. */
  settle(): Promise<void>;
  /** Tells what was counted. */
  report(name: string): void;
}

export async function createOutboxWorld(): Promise<OutboxWorld> {
  const outside = await createOutside();
  const world = await createCrashWorld();
  const start = (more: Environment = {}) => world.start({ ...outside.environment, ...more });
  let slowestMs = 0;
  let arrivals: Arrivals = { webhooks: 0, mails: 0, twice: 0 };
  const startRole = (role: string) =>
    start({ ASTROCAL_ROLE: role, DATABASE_URL: `${world.url}&application_name=a-${role}` });
  const server = await startRole('http');
  await prepareEventTypes(world.organizations, server.url);
  await outside.subscribe(world.organizations, server.url);
  return {
    ...world,
    outside,
    start,
    startRole,
    server,
    async settle() {
      const since = performance.now();
      const left = async () => {
        await world.query(endHolds);
        return world.query(onItsWay);
      };
      await expect.poll(left, { timeout: deliveredWithinMs, interval: 250 }).toEqual([]);
      slowestMs = Math.max(slowestMs, performance.now() - since);
      arrivals = await expectArrived(outside, world);
    },
    report(name) {
      reportFigure(`P4 ${name}`, {
        seed: String(seed),
        kills,
        webhooks: arrivals.webhooks,
        mails: arrivals.mails,
        'arrived again under their id': arrivals.twice,
        'seconds until all had arrived, at most': Math.ceil(slowestMs / 1000),
        missing: 0,
      });
    },
    async close() {
      await world.close();
      await outside.close();
    },
  };
}
