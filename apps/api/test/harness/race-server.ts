import type { AddressInfo } from 'node:net';
import type { PlanName } from '@astrocal/contract';
import { decideAssignment, decideSlot } from '@astrocal/scheduling';
import { buildApp } from '../../src/app.ts';
import { takeLocks } from '../../src/db/locks.ts';
import { createOrganizationDirectory } from '../../src/db/organization-directory.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import type { Deps, Guards } from '../../src/deps.ts';
import { features } from '../../src/features/index.ts';
import { joinFeatures } from '../../src/features/join-features.ts';
import { noLimits } from '../../src/features/usage/index.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { createKeyring } from '../../src/lib/crypto.ts';
import { createLogger } from '../../src/lib/logger.ts';
import { createOutbound } from '../../src/providers/outbound/index.ts';
import type { RaceSettings } from './race-settings.ts';
import { testSecretKey } from './secret-key.ts';

// The real app as a process of its own, on the database it is given: tells its parent the port, takes settings
// from it, and ends with it. What it did not expect is printed.
const [url = '', now = '', plan = 'unlimited'] = process.argv.slice(2);
const logger = createLogger('error');
const database = openPostgres({ url, poolSize: 20, logger });
const { jobs, attempts, between } = joinFeatures(features);
const queue = await openQueue(database, { definitions: jobs, attempts, logger });

const guards: { -readonly [Name in keyof Guards]: Guards[Name] } = {
  lock: takeLocks,
  decideSlot,
  decideAssignment,
};
const clock = { instant: Number(now), now: () => clock.instant };
const outbound = createOutbound({ allow: ['127.0.0.1/32'] });
const deps: Deps = {
  database,
  directory: createOrganizationDirectory(),
  queue,
  ...between,
  clock,
  keyring: createKeyring(testSecretKey),
  logger,
  guards,
  outbound,
  mail: { sender: null, from: { name: null, address: 'bookings@astrocal.test' }, ceiling: 30 },
  publicUrl: 'http://astrocal.test',
  version: '0.0.0-test',
};

/** Says yes to whatever it is asked: of several hosts of whom any will do, the first. */
const acceptEverything: Guards['decideAssignment'] = ({ eventType, hosts, assignment }, start) => ({
  ok: true,
  requiredIds: assignment === 'all' ? hosts.map(({ id }) => id) : [],
  candidates: assignment === 'all' ? [] : hosts.slice(0, 1).map(({ id }) => ({ hostId: id, joins: false })),
  reason: assignment === 'all' ? null : 'only_one',
  slot: {
    start,
    end: start + eventType.durationMinutes * 60_000,
    spotsRemaining: eventType.capacity,
    totalCapacity: eventType.capacity,
    hostIds: (assignment === 'all' ? hosts : hosts.slice(0, 1)).map(({ id }) => id),
  },
});

async function apply({ now, without, locksBackwards, works }: RaceSettings): Promise<void> {
  if (now !== undefined) clock.instant = now;
  if (without) {
    guards.lock = without.includes('lock') ? async () => undefined : takeLocks;
    guards.decideAssignment = without.includes('check') ? acceptEverything : decideAssignment;
  }
  if (works) await queue.startWorkers(deps);
  if (locksBackwards) guards.lock = (tx, names) => takeLocks(tx, [...names].reverse());
}

process.on('message', async (settings: RaceSettings) => {
  await apply(settings);
  process.send?.('applied');
});
process.on('disconnect', async () => {
  await server.close();
  await queue.stop();
  await outbound.close();
  await database.close();
  process.exit();
});

const limits = { ...noLimits, plan: plan as PlanName };
const server = await buildApp(deps, { limits });
await server.listen({ port: 0, host: '127.0.0.1' });
process.send?.((server.server.address() as AddressInfo).port);
