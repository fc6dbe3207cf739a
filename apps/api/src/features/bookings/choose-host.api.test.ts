import { decideAssignment, decideSlot } from '@astrocal/scheduling';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { makeMembers, setHosts } from '../../../test/harness/hosts.ts';
import {
  createTestOrganization,
  refusalOf,
  type TestOrganization,
} from '../../../test/harness/organization.ts';
import { hostLock, takeLocks } from '../../db/locks.ts';

// Between the decision and the lock of the host that it names, others book that host by event types of their own.

const nine = '2026-06-02T09:00:00Z';
/** Where whoever asks for the lock of this host alone is stopped, once: until it is let go on. */
const stops = new Map<string, { reached: PromiseWithResolvers<void>; goOn: PromiseWithResolvers<void> }>();
let asked: string[] = [];

let api: TestApi;
let org: TestOrganization;
let ana: string;
let bo: string;
beforeAll(async () => {
  api = await createTestApi('postgres', {
    guards: {
      decideAssignment,
      decideSlot,
      async lock(tx, names) {
        asked.push(...names);
        const stop = names.length === 1 ? stops.get(names[0] as string) : undefined;
        stops.delete(names[0] as string);
        stop?.reached.resolve();
        await stop?.goOn.promise;
        await takeLocks(tx, names);
      },
    },
  });
});
afterAll(() => api.close());
beforeEach(async () => {
  org = await createTestOrganization(api);
  [ana = '', bo = ''] = await makeMembers(api, org.organizationId, ['Ana', 'Bo']);
});

async function hosted(...hosts: string[]): Promise<string> {
  const { id } = await org.eventType();
  await setHosts(api.deps.database.db, id, hosts);
  return id;
}

/** Books the host by another event type once their lock is asked for by the one booking, and before it is given. */
async function bookMeanwhile(host: string, eventTypeId: string): Promise<void> {
  const stop = { reached: Promise.withResolvers<void>(), goOn: Promise.withResolvers<void>() };
  stops.set(hostLock(host, true), stop);
  await stop.reached.promise;
  await org.booked(eventTypeId, nine);
  stop.goOn.resolve();
}

test('the next host is tried when the chosen one was taken meanwhile', async () => {
  const [team, ofAna] = [await hosted(ana, bo), await hosted(ana)];
  const [booking] = await Promise.all([org.booked(team, nine), bookMeanwhile(ana, ofAna)]);
  expect(booking.assigned_host.member_id).toBe(bo);
});

test('it is refused when all were taken meanwhile, one after the other', async () => {
  const [team, ofAna, ofBo] = [await hosted(ana, bo), await hosted(ana), await hosted(bo)];
  const meanwhile = [bookMeanwhile(ana, ofAna), bookMeanwhile(bo, ofBo)];
  const [answer] = await Promise.all([org.book(team, nine), ...meanwhile]);
  expect(refusalOf(answer)).toEqual([409, 'slot_unavailable', 'booked']);
});

test('a host who is not taken is not locked', async () => {
  const team = await hosted(ana, bo);
  asked = [];
  await org.booked(team, nine);
  expect(asked).toEqual([`event-type:${team}`, hostLock(ana, true)]);
});
