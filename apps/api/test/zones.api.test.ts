import { components, operations } from '@astrocal/contract';
import { expect, test } from 'vitest';
import { alex, dailyHours, useOrganization } from './harness/organization.ts';
import { addPerson } from './harness/people.ts';
import { readPage } from './harness/read-html.ts';

// A zone is taken in any case wherever one is taken, and told as the table of zones spells it.

const scene = useOrganization();
const noon = '2026-06-15T12:00:00Z';

interface Schema {
  readonly $ref?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Where a zone may stand in what is sent to an operation. */
function zonesIn(schema: Schema | undefined, path: string): string[] {
  if (schema?.$ref) return zonesIn(components().get(schema.$ref.replace(/#$/, '')) as Schema, path);
  if (schema?.format === 'iana-time-zone') return [path];
  const fields = Object.entries(schema?.properties ?? {});
  return [...fields, ...(schema?.items ? [['*', schema.items] as const] : [])].flatMap(([name, field]) =>
    zonesIn(field, `${path}.${name}`),
  );
}

test('these are the places that take one', () => {
  const places = Object.values(operations).flatMap((each) => {
    const { operationId, query, body } = each as { operationId: string; query?: Schema; body?: Schema };
    return [...zonesIn(query, `${operationId} query`), ...zonesIn(body, `${operationId} body`)];
  });
  expect(places.sort()).toEqual([
    'createBooking body.attendees.*.timezone',
    'createBooking body.invitee_timezone',
    'createEmbedSession body.attendee.timezone',
    'createMember body.timezone',
    'getAvailability query.timezone',
    'joinWaitlist body.invitee_timezone',
    'replaceAvailabilityRules body.timezone',
    'replaceSchedule body.timezone',
    'updateMember body.timezone',
    'updateOrganization body.timezone',
    'updateUser body.timezone',
  ]);
});

test('of weekly hours, and of the event type that has them', async () => {
  const { id, timezone } = await scene.org.eventType({}, dailyHours('europe/BERLIN', '09:00-17:00'));
  expect(timezone).toBe('Europe/Berlin');
  const hours = await scene.org.call('GET', `/v1/event-types/${id}/availability`);
  expect(hours.body.timezone).toBe('Europe/Berlin');
});

test('of members, their schedules and accounts, and of the organization', async () => {
  const timezone = 'europe/BERLIN';
  const { call, organizationId, liveKey } = scene.org;
  const body = { name: 'Sam Rivera', email: 'sam@example.com', timezone };
  const made = (await call('POST', '/v1/members', body)).body;
  const changed = (await call('PATCH', `/v1/members/${made.id}`, { timezone: 'asia/TOKYO' })).body;
  const hours = { timezone, rules: [{ day_of_week: 1, start_time: '09:00', end_time: '17:00' }] };
  const schedule = (await call('PUT', `/v1/members/${made.id}/schedule`, hours)).body;
  const organization = await scene.api.call('PATCH', '/v1/organization', {
    key: liveKey,
    body: { timezone },
  });
  const person = await addPerson(scene.api.deps, { organizationId, role: 'member' });
  const headers = person.headers('test');
  const user = await scene.api.call('PATCH', '/v1/auth/user', { headers, body: { timezone } });
  expect([made, changed, schedule, organization.body, user.body].map((each) => each.timezone)).toEqual([
    'Europe/Berlin',
    'Asia/Tokyo',
    'Europe/Berlin',
    'Europe/Berlin',
    'Europe/Berlin',
  ]);
});

test('of availability, aliases too', async () => {
  const { id } = await scene.org.eventType();
  for (const [asked, told] of [
    ['asia/tokyo', 'Asia/Tokyo'],
    ['ASIA/CALCUTTA', 'Asia/Calcutta'],
    ['utc', 'UTC'],
  ] as const)
    expect(await scene.org.availability(id, '2026-06-15', { timezone: asked })).toMatchObject({
      timezone: told,
    });
});

test('of an invitee, of attendees, and of who waits', async () => {
  const { id } = await scene.org.eventType({ max_attendees: 3, waitlist_enabled: true });
  const one = await scene.org.booked(id, noon, { ...alex, invitee_timezone: 'america/NEW_york' });
  expect(one).toMatchObject({
    invitee_timezone: 'America/New_York',
    attendees: [{ timezone: 'America/New_York' }],
  });
  const attendees = [
    { name: 'Kim', email: 'kim@example.com', timezone: 'asia/seoul' },
    { name: 'Lee', email: 'lee@example.com', timezone: 'EUROPE/PARIS' },
  ];
  const { attendees: came } = await scene.org.booked(id, noon, { attendees });
  expect(came.map(({ timezone }: { timezone: string }) => timezone)).toEqual(['Asia/Seoul', 'Europe/Paris']);
  const waiting = await scene.org.call('POST', '/v1/waitlist', {
    event_type_id: id,
    invitee_name: 'Sam',
    invitee_email: 'sam@example.com',
    invitee_timezone: 'pacific/AUCKLAND',
    start_time: noon,
  });
  expect([waiting.status, waiting.body.invitee_timezone]).toEqual([201, 'Pacific/Auckland']);
  const session = await scene.org.call('POST', '/v1/embed-sessions', {
    kind: 'booker',
    event_type_id: id,
    attendee: { name: 'Kim', email: 'kim@example.com', timezone: 'asia/SEOUL' },
  });
  expect([session.status, session.body.attendee?.timezone]).toEqual([201, 'Asia/Seoul']);
});

test('of pages', async () => {
  const { id } = await scene.org.eventType();
  const { headers } = await scene.api.server.inject(`/book/${id}`);
  const path = String(headers.location).replace('../', '/');
  const day = await readPage(scene.api, `${path}?date=2026-06-15&timezone=asia/tokyo`);
  expect(day.document.querySelector<HTMLSelectElement>('select[name=timezone]')?.value).toBe('Asia/Tokyo');
  const { id: bookingId, cancel_token } = await scene.org.booked(id, noon);
  const page = await readPage(scene.api, `/bookings/${bookingId}?token=${cancel_token}&timezone=ASIA/TOKYO`);
  expect(page.document.querySelector<HTMLElement>('[data-zone-hint]')?.dataset.zoneHint).toBe('Asia/Tokyo');
});
