import { beforeEach, describe, expect, test } from 'vitest';
import { hostsOf } from '../../../test/harness/hosts.ts';
import { dailyHours, refusalOf, useOrganization, windowOf } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
let id: string;
let sam: string;
let ana: string;
beforeEach(async () => {
  ({ id } = await scene.org.eventType());
  [sam = ''] = await hostsOf(scene.api.deps.database.db, id);
  ana = await member('Ana', { timezone: 'Asia/Tokyo' });
});

async function member(name: string, fields: object = {}): Promise<string> {
  const email = `${name.toLowerCase()}@example.com`;
  return (await scene.org.call('POST', '/v1/members', { name, email, ...fields })).body.id;
}
const times = (method: string, path: string, body?: unknown) =>
  scene.org.call(method, `/v1/members/${path}`, body);
const schedule = (of: string, ...windows: string[]) =>
  times('PUT', `${of}/schedule`, dailyHours('UTC', ...windows));
const hostedBy = (...members: string[]) =>
  scene.org.call('PUT', `/v1/event-types/${id}/hosts`, {
    hosts: members.map((member_id) => ({ member_id })),
  });
const starts = async (date = '2026-06-02') =>
  (await scene.org.starts(id, date)).map((start) => start.slice(11, 16));

describe('the schedule of a member', () => {
  test('is none until it is set, and after it was taken away', async () => {
    const none = { member_id: ana, timezone: 'Asia/Tokyo', rules: null, overrides: null, updated_at: null };
    expect((await times('GET', `${ana}/schedule`)).body).toEqual(none);
    expect((await times('DELETE', `${ana}/schedule`)).status).toBe(204);
    await schedule(ana, '09:00-17:00');
    expect((await times('DELETE', `${ana}/schedule`)).status).toBe(204);
    expect((await times('GET', `${ana}/schedule`)).body).toEqual(none);
  });

  test('is answered as it was given, with ids', async () => {
    const answer = await times('PUT', `${ana}/schedule`, {
      timezone: 'Asia/Kathmandu',
      rules: [{ day_of_week: 1, ...windowOf('09:00-24:00') }],
      overrides: [{ date: '2026-12-25', windows: [] }],
    });
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        member_id: ana,
        timezone: 'Asia/Kathmandu',
        rules: [
          {
            id: expect.stringMatching(/^rul_/),
            day_of_week: 1,
            start_time: '09:00:00',
            end_time: '24:00:00',
          },
        ],
        overrides: [{ id: expect.stringMatching(/^ovr_/), date: '2026-12-25', windows: [] }],
        updated_at: '2026-06-01T08:00:00Z',
      },
    ]);
    expect((await times('GET', `${ana}/schedule`)).body).toEqual(answer.body);
  });

  test('is checked as the hours of an event type are', async () => {
    const wrong = { timezone: 'UTC', rules: [{ day_of_week: 1, ...windowOf('10:00-09:00') }] };
    expect(refusalOf(await times('PUT', `${ana}/schedule`, wrong))).toEqual([
      400,
      'validation_error',
      'body.rules.0.end_time',
    ]);
  });

  test('narrows what its host can be booked for, and bookings that there are stay', async () => {
    const { id: booking } = await scene.org.booked(id, nine);
    await schedule(sam, '10:00-12:00');
    expect(await starts()).toEqual(['10:00', '10:30', '11:00', '11:30']);
    expect(refusalOf(await scene.org.book(id, nine))).toEqual([409, 'slot_unavailable', 'outside_hours']);
    expect((await scene.org.call('GET', `/v1/bookings/${booking}`)).body.status).toBe('confirmed');
    await times('DELETE', `${sam}/schedule`);
    expect(await starts()).toHaveLength(15);
  });

  test('is of one mode: the other has its own', async () => {
    await schedule(ana, '10:00-12:00');
    const shared = await scene.api.call('POST', '/v1/members', {
      key: scene.org.liveKey,
      body: { name: 'Lee', email: 'lee@example.com' },
    });
    await schedule(shared.body.id, '10:00-12:00');
    const live = await scene.api.call('GET', `/v1/members/${shared.body.id}/schedule`, {
      key: scene.org.liveKey,
    });
    expect(live.body.rules).toBeNull();
  });

  test('gives a time to who waits for it, once it narrows no more', async () => {
    await hostedBy(sam, ana);
    await schedule(ana, '10:00-12:00');
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { waitlist_enabled: true });
    await scene.org.booked(id, nine);
    const joined = await scene.org.call('POST', '/v1/waitlist', {
      event_type_id: id,
      start_time: nine,
      invitee_name: 'Kim',
      invitee_email: 'kim@example.com',
      invitee_timezone: 'UTC',
    });
    expect(joined.status).toBe(201);
    const status = async () => {
      await runDueJobs(scene.api);
      return (await scene.org.call('GET', `/v1/waitlist/${joined.body.id}`)).body.status;
    };
    expect(await status()).toBe('waiting');
    await times('DELETE', `${ana}/schedule`);
    expect(await status()).toBe('promoted');
  });
});

describe('an absence', () => {
  const away = (of: string, start_date: string, end_date: string, note?: string) =>
    times('POST', `${of}/absences`, { start_date, end_date, ...(note && { note }) });

  test('is entered, listed newest first and taken back', async () => {
    const first = await away(ana, '2026-07-06', '2026-07-17', ' Holiday ');
    expect([first.status, first.body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^abs_/),
        member_id: ana,
        start_date: '2026-07-06',
        end_date: '2026-07-17',
        note: 'Holiday',
        conflicting_bookings: 0,
        created_at: '2026-06-01T08:00:00Z',
      },
    ]);
    const { body: second } = await away(ana, '2026-08-03', '2026-08-03');
    expect((await times('GET', `${ana}/absences`)).body).toEqual({
      data: [second, first.body],
      has_more: false,
    });
    expect((await times('GET', `${ana}/absences?limit=1`)).body.has_more).toBe(true);
    expect((await times('DELETE', `${ana}/absences/${second.id}`)).status).toBe(204);
    expect(refusalOf(await times('DELETE', `${ana}/absences/${second.id}`))).toEqual([404, 'not_found']);
    expect(refusalOf(await times('DELETE', `${sam}/absences/${first.body.id}`))).toEqual([404, 'not_found']);
    expect((await times('GET', `${ana}/absences`)).body.data).toEqual([first.body]);
  });

  test.each([
    ['ends before it starts', '2026-07-06', '2026-07-05', 'body.end_date'],
    ['lasts 367 days', '2026-01-01', '2027-01-02', 'body.end_date'],
    ['starts on no date', '2026-02-30', '2026-03-01', 'body.start_date'],
    ['starts in the year 0', '0000-12-31', '0001-01-01', 'body.start_date'],
  ])('is refused when it %s', async (_, start, end, path) => {
    expect(refusalOf(await away(ana, start, end))).toEqual([400, 'validation_error', path]);
  });

  test('lasts a year at most', async () => {
    expect((await away(ana, '2026-01-01', '2027-01-01')).status).toBe(201);
  });

  test('is whole days where the member is, and none of the host’s times are free in it', async () => {
    await scene.org.call('PUT', `/v1/event-types/${id}/availability`, dailyHours('UTC', '00:00-24:00'));
    await hostedBy(ana); // in Tokyo, nine hours ahead
    await away(ana, '2026-06-03', '2026-06-03');
    expect((await starts('2026-06-02')).at(-1)).toBe('14:30');
    expect((await starts('2026-06-03')).at(0)).toBe('15:00');
    const inside = await scene.org.book(id, '2026-06-02T15:00:00Z');
    expect(refusalOf(inside)).toEqual([409, 'slot_unavailable', 'outside_hours']);
    const across = await scene.org.book(id, '2026-06-02T14:45:00Z', {
      ...{ invitee_name: 'Kim', invitee_email: 'kim@example.com' },
      override: ['grid'],
    });
    expect(refusalOf(across)).toEqual([409, 'slot_unavailable', 'outside_hours']);
  });

  test('leaves the bookings in it, and counts them', async () => {
    await scene.org.booked(id, nine);
    const { id: cancelled } = await scene.org.booked(id, '2026-06-02T10:00:00Z');
    await scene.org.call('POST', `/v1/bookings/${cancelled}/cancel`);
    await scene.org.booked(id, '2026-06-03T09:00:00Z');
    const { body } = await away(sam, '2026-06-02', '2026-06-02');
    expect(body.conflicting_bookings).toBe(1);
    const { data } = (await times('GET', `${sam}/absences`)).body;
    expect(data).toEqual([body]);
    expect(await starts()).toEqual([]);
    await times('DELETE', `${sam}/absences/${body.id}`);
    expect(await starts()).toHaveLength(15);
  });

  test('is of the member alone', async () => {
    await hostedBy(sam, ana);
    await away(sam, '2026-06-02', '2026-06-02');
    expect((await scene.org.booked(id, nine)).assigned_host.member_id).toBe(ana);
    expect(refusalOf(await scene.org.book(id, nine))[2]).toBe('booked');
  });
});

test('who gets no new bookings is no candidate, and together with the others none is waited for', async () => {
  const bo = await member('Bo');
  await hostedBy(ana, bo);
  await times('PATCH', ana, { active: false });
  expect((await scene.org.booked(id, nine)).assigned_host.member_id).toBe(bo);
  expect(await starts()).not.toContain('09:00');
  await times('PATCH', bo, { active: false });
  expect(await starts()).toEqual([]);
  expect(refusalOf(await scene.org.book(id, '2026-06-02T10:00:00Z'))[2]).toBe('outside_hours');
});
