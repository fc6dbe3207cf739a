import { describe, expect, test } from 'vitest';
import { alex, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const strict = { minimum_notice_minutes: 2_880, booking_window_days: 7 };

/** A time that one rule refuses, the rule, and the reason. */
const refusals = [
  ['notice', '2026-06-02T10:00:00Z', 'notice_too_short'],
  ['window', '2026-06-12T10:00:00Z', 'beyond_window'],
  ['hours', '2026-06-05T20:00:00Z', 'outside_hours'],
  ['grid', '2026-06-05T10:10:00Z', 'not_on_grid'],
] as const;

describe.each(refusals)('a key overrides %s', (rule, time, reason) => {
  const others = refusals.map(([each]) => each).filter((each) => each !== rule);

  test('to book', async () => {
    const { id } = await scene.org.eventType(strict);
    for (const override of [undefined, [], others])
      expect(refusalOf(await scene.org.book(id, time, { ...alex, override }))).toEqual([
        409,
        'slot_unavailable',
        reason,
      ]);
    const booking = await scene.org.booked(id, time, { ...alex, override: [rule] });
    expect(booking).toMatchObject({ status: 'confirmed', start_time: time });
    expect(booking).not.toHaveProperty('override');
  });

  test('to move', async () => {
    const { id } = await scene.org.eventType(strict);
    const booking = await scene.org.booked(id, '2026-06-04T09:00:00Z');
    const move = (override?: readonly string[]) =>
      scene.org.call('POST', `/v1/bookings/${booking.id}/reschedule`, { new_start_time: time, override });
    expect(refusalOf(await move())).toEqual([409, 'slot_unavailable', reason]);
    expect(refusalOf(await move(others))).toEqual([409, 'slot_unavailable', reason]);
    expect(await move([rule])).toMatchObject({ status: 200, body: { start_time: time } });
  });
});

const all = refusals.map(([rule]) => rule);

test('the times of other bookings, spots, caps and the past hold for keys too', async () => {
  const { id } = await scene.org.eventType({ booking_cap: 1, booking_cap_period: 'total', ...strict });
  const { id: other } = await scene.org.eventType({ buffer_after_minutes: 30 });
  await scene.org.booked(other, nine);
  const refused = async (eventTypeId: string, time: string) =>
    refusalOf(await scene.org.book(eventTypeId, time, { ...alex, override: all }));
  expect(await refused(id, '2026-06-02T09:45:00Z')).toEqual([409, 'slot_unavailable', 'booked']);
  expect(await refused(id, '2026-06-01T07:59:00Z')).toEqual([409, 'slot_unavailable', 'in_past']);
  await scene.org.booked(id, '2026-06-02T10:00:00Z', { ...alex, override: all });
  expect(await refused(id, '2026-06-02T11:00:00Z')).toEqual([409, 'booking_cap_reached']);
});

test('whoever has no key overrides nothing', async () => {
  const { id } = await scene.org.eventType(strict);
  const body = { event_type_id: id, start_time: '2026-06-02T10:00:00Z', ...alex, override: ['notice'] };
  const needsKey = [400, 'validation_error', 'body.override'];
  expect(refusalOf(await scene.api.call('POST', '/v1/bookings', { body }))).toEqual(needsKey);
  const booking = await scene.org.booked(id, '2026-06-04T09:00:00Z');
  const path = `/v1/bookings/${booking.id}/reschedule?token=${booking.cancel_token}`;
  const move = { new_start_time: '2026-06-02T10:00:00Z', override: ['notice'] };
  expect(refusalOf(await scene.api.call('POST', path, { body: move }))).toEqual(needsKey);
});

test.each([[['overlap']], [['notice', 'notice']], ['notice'], [{ notice: true }]])(
  'an override that is none is refused: %j',
  async (override) => {
    const { id } = await scene.org.eventType();
    const refused = refusalOf(await scene.org.book(id, nine, { ...alex, override }));
    expect(refused.slice(0, 2)).toEqual([400, 'validation_error']);
  },
);
