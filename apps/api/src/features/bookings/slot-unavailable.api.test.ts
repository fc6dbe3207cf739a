import { describe, expect, test } from 'vitest';
import { alex, dailyHours, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const at = (...times: string[]) => times.map((time) => `2026-06-02T${time}:00Z`);
const unavailable = (reason: string) => [409, 'slot_unavailable', reason];

async function alternatives(eventTypeId: string, start: string, fields: object = alex): Promise<string[]> {
  const answer = await scene.org.book(eventTypeId, start, fields);
  expect(answer.status).toBe(409);
  return answer.body.error.details.alternatives.map((each: { start_time: string }) => each.start_time);
}

// The reasons that depend on the time alone are tried in explain.api.test.ts, side by side with explain.
describe('a time that another booking takes is refused as booked', () => {
  test('by the same event type, by another one of the host, and for an overlap', async () => {
    const { id } = await scene.org.eventType({ slot_interval_minutes: 15 });
    const { id: other } = await scene.org.eventType({ slot_interval_minutes: 15 });
    await scene.org.booked(id, nine);
    for (const [eventType, start] of [
      [id, '09:00'],
      [other, '09:00'],
      [other, '09:15'],
    ] as const)
      expect(refusalOf(await scene.org.book(eventType, at(start)[0] ?? ''))).toEqual(unavailable('booked'));
    await scene.org.booked(other, '2026-06-02T09:30:00Z');
  });

  test('and so is a time that only a buffer touches, whichever booking has it', async () => {
    const { id } = await scene.org.eventType({ slot_interval_minutes: 15 });
    const { id: buffered } = await scene.org.eventType({
      slot_interval_minutes: 15,
      buffer_before_minutes: 15,
      buffer_after_minutes: 15,
    });
    await scene.org.booked(id, '2026-06-02T10:00:00Z');
    expect(refusalOf(await scene.org.book(buffered, '2026-06-02T10:30:00Z'))).toEqual(unavailable('booked'));
    await scene.org.booked(buffered, '2026-06-02T10:45:00Z');
    expect(refusalOf(await scene.org.book(id, '2026-06-02T11:15:00Z'))).toEqual(unavailable('booked'));
    await scene.org.booked(id, '2026-06-02T11:30:00Z');
  });
});

describe('the alternatives', () => {
  test('are the three nearest slots, in the order of time', async () => {
    const { id } = await scene.org.eventType();
    await scene.org.booked(id, '2026-06-02T12:00:00Z');
    expect(await alternatives(id, '2026-06-02T12:00:00Z')).toEqual(at('11:00', '11:30', '12:30'));
    expect(await alternatives(id, '2026-06-02T12:10:00Z')).toEqual(at('11:30', '12:30', '13:00'));
    expect(await alternatives(id, '2026-06-02T03:00:00Z')).toEqual(at('09:00', '09:30', '10:00'));
  });

  test('reach 14 days back and ahead, and are fewer where there are no more', async () => {
    const hours = {
      timezone: 'UTC',
      rules: [],
      overrides: [{ date: '2026-06-16', windows: [] as object[] }],
    };
    hours.overrides[0]?.windows.push({ start_time: '08:59', end_time: '09:29' });
    const { id } = await scene.org.eventType({}, hours);
    expect(await alternatives(id, nine)).toEqual(['2026-06-16T08:59:00Z']);
    expect(await alternatives(id, '2026-06-02T08:59:00Z')).toEqual([]);
  });

  test('to a time long ago or far ahead are the first and the last that can be booked', async () => {
    scene.api.clock.moveTo('2026-06-02T00:00:00Z');
    const { id } = await scene.org.eventType({ booking_window_days: 1 }, dailyHours('UTC', '09:00-10:30'));
    await scene.org.booked(id, nine);
    expect(await alternatives(id, '1999-06-02T09:00:00Z')).toEqual([
      ...at('09:30', '10:00'),
      '2026-06-03T09:00:00Z',
    ]);
    expect(await alternatives(id, '2027-06-02T09:00:00Z')).toEqual(
      ['09:00', '09:30', '10:00'].map((time) => `2026-06-03T${time}:00Z`),
    );
  });

  test('have the length and the room that were asked for', async () => {
    const { id } = await scene.org.eventType(
      { duration_options: [30, 60], max_attendees: 3 },
      dailyHours('UTC', '09:00-12:00'),
    );
    const party = (...names: string[]) => ({
      attendees: names.map((name) => ({ name, email: `${name}@example.com` })),
    });
    await scene.org.booked(id, '2026-06-02T09:00:00Z', { ...party('a', 'b'), duration: 60 });
    await scene.org.booked(id, '2026-06-02T10:00:00Z', { ...party('c', 'd'), duration: 60 });
    const wanted = { ...party('e', 'f'), duration: 60 };
    const answer = await scene.org.book(id, '2026-06-02T10:00:00Z', wanted);
    expect(refusalOf(answer)).toEqual(unavailable('full'));
    expect(answer.body.error.details.alternatives).toEqual([
      { start_time: '2026-06-01T11:00:00Z', end_time: '2026-06-01T12:00:00Z' },
      { start_time: '2026-06-02T11:00:00Z', end_time: '2026-06-02T12:00:00Z' },
      { start_time: '2026-06-03T09:00:00Z', end_time: '2026-06-03T10:00:00Z' },
    ]);
  });

  test('can all be booked, until there are none', async () => {
    scene.api.clock.moveTo('2026-06-02T00:00:00Z');
    const { id } = await scene.org.eventType(
      { booking_window_days: 1, buffer_after_minutes: 30 },
      dailyHours('UTC', '09:00-12:00'),
    );
    await scene.org.booked(id, nine);
    const booked: string[] = [];
    for (;;) {
      const offered = await alternatives(id, nine);
      if (offered.length === 0) break;
      expect(offered).toEqual([...offered].sort());
      for (const start of offered) booked.push((await scene.org.booked(id, start)).start_time);
    }
    expect(booked).toHaveLength(5);
    expect(await scene.org.starts(id, '2026-06-02', { end: '2026-06-03' })).toEqual([]);
  });
});

test('a body that is wrong is told so, whether or not the time is taken', async () => {
  const { id } = await scene.org.eventType();
  await scene.org.booked(id, nine);
  const answer = await scene.org.book(id, nine, { ...alex, invitee_name: '\u200b' });
  expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_error']);
});

test('a refused booking leaves nothing behind', async () => {
  const { id } = await scene.org.eventType({ booking_cap: 5, booking_cap_period: 'daily' });
  await scene.org.booked(id, nine);
  const before = [await scene.org.events(), (await scene.org.call('GET', '/v1/bookings')).body];
  expect(refusalOf(await scene.org.book(id, nine))).toEqual(unavailable('booked'));
  expect([await scene.org.events(), (await scene.org.call('GET', '/v1/bookings')).body]).toEqual(before);
  expect((await scene.org.call('GET', `/v1/event-types/${id}`)).body.bookings_remaining).toBe(4);
});
