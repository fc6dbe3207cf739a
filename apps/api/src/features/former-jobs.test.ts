import { expect, it } from 'vitest';
import { handleJob, storedData } from '../jobs/definition.ts';
import { features } from './index.ts';
import { joinFeatures } from './join-features.ts';

const organizationId = 'org_1';
const organization_id = organizationId;
const page = { events: ['booking.created'], from: 1, until: 2, after: null };

/** What jobs carry in release 0.1.0, and what they carry now. */
const former: readonly (readonly [name: string, theirs: object, ours: object])[] = [
  ['bookings.expire-unpaid', { organizationId, bookingId: 'bkg_1' }, { organization_id, id: 'bkg_1' }],
  [
    'waitlist.promote',
    { organizationId, hostId: 'mbr_1', isTest: true },
    { organization_id, host_id: 'mbr_1', is_test: true },
  ],
  ['waitlist.promote', { organizationId, eventTypeId: 'evt_1' }, { organization_id, event_type_id: 'evt_1' }],
  [
    'waitlist.reopen',
    { organizationId, eventTypeId: 'evt_1', at: '2026-06-02T00:00:00.000Z' },
    { organization_id, event_type_id: 'evt_1', at: '2026-06-02T00:00:00.000Z' },
  ],
  ['waitlist.expire', { organizationId, entryId: 'wle_1' }, { organization_id, id: 'wle_1' }],
  [
    'webhooks.replay',
    { organizationId, isTest: false, endpointId: 'whk_1', replayId: 'rpl_1', ...page },
    { organization_id, is_test: false, endpoint_id: 'whk_1', replay_id: 'rpl_1', ...page },
  ],
  [
    'notifications.remind',
    { organizationId, bookingId: 'bkg_1', revision: 2, minutes: 60 },
    { organization_id, booking_id: 'bkg_1', revision: 2, minutes: 60 },
  ],
  ['notifications.waitlist-joined', { organizationId, entryId: 'wle_1' }, { organization_id, id: 'wle_1' }],
  [
    'notifications.webhook-disabled',
    { organizationId, endpointId: 'whk_1' },
    { organization_id, id: 'whk_1' },
  ],
];

const { jobs } = joinFeatures(features);

it.each(former)('%s of release 0.1.0 is done here, and ours is done there', async (name, theirs, ours) => {
  const job = jobs.find((each) => each.name === name);
  if (!job) throw new Error(`There is no job ${name}.`);
  const given: object[] = [];
  const { handle } = handleJob(job, async (_deps: null, { data }) => void given.push(data as object));
  await handle(null, { id: 'job', data: theirs, signal: new AbortController().signal });
  expect(given).toMatchObject([ours]);
  expect(storedData(job, ours)).toEqual({ ...ours, ...theirs });
});

it('leaves no job out that has changed', () => {
  const changed = jobs.filter(({ formerNames }) => formerNames).map(({ name }) => name);
  expect(new Set(former.map(([name]) => name))).toEqual(new Set(changed));
});
