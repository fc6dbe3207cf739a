import { describe, expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';

const holdMs = 30_000;

describe.each(['postgres', 'embedded'] as const)('mails about moves (%s)', (kind) => {
  const scene = useMailScene(kind);
  const bookOnce = async () => {
    const { id } = await scene.org.eventType({ reminder_intervals: [] });
    const booking = await scene.org.booked(id, '2026-06-15T14:00:00Z');
    await scene.arriving();
    return booking;
  };
  const move = ({ id }: { id: string }, day: number) =>
    scene.org.call('POST', `/v1/bookings/${id}/reschedule`, { new_start_time: `2026-06-${day}T14:00:00Z` });
  const arrivingAfter = (ms: number) => {
    scene.api.clock.moveBy(ms);
    return scene.arriving();
  };
  const statuses = async () => {
    const { body } = await scene.org.call('GET', '/v1/mails');
    return body.data.map(({ kind, status }: { kind: string; status: string }) => `${kind} ${status}`);
  };

  test('wait half a minute, and say until when', async () => {
    await move(await bookOnce(), 16);
    expect(await scene.arriving()).toEqual([]);
    const { body } = await scene.org.call('GET', '/v1/mails?status=pending');
    const waiting = { kind: 'booking_rescheduled', error: null, next_attempt_at: '2026-06-01T08:00:30Z' };
    expect(body.data).toMatchObject([waiting, waiting]);
    expect(await arrivingAfter(holdMs - 1)).toEqual([]);
    expect(await arrivingAfter(1)).toHaveLength(2);
  });

  test('are one to each reader where moves follow one another', async () => {
    const booking = await bookOnce();
    for (const day of [16, 17, 18]) {
      await move(booking, day);
      expect(await arrivingAfter(1_000)).toEqual([]);
    }
    const arrived = [...(await arrivingAfter(holdMs)), ...(await arrivingAfter(holdMs))];
    expect(arrived.map(({ invite }) => [Number(invite?.sequence), invite?.start.toISOString()])).toEqual([
      [3, '2026-06-18T14:00:00.000Z'],
      [3, '2026-06-18T14:00:00.000Z'],
    ]);
    expect(await statuses()).toEqual([
      ...Array(2).fill('booking_rescheduled sent'),
      ...Array(4).fill('booking_rescheduled superseded'),
      ...Array(2).fill('booking_confirmed sent'),
    ]);
  });

  test('are not sent where a cancellation follows, which goes at once', async () => {
    const booking = await bookOnce();
    await move(booking, 16);
    await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`);
    expect((await scene.arriving()).map(({ method }) => method)).toEqual(['CANCEL', 'CANCEL']);
    expect(await arrivingAfter(holdMs)).toEqual([]);
  });
});
