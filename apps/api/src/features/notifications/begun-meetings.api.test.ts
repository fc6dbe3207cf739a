import { expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';

const scene = useMailScene();
const nine = '2026-06-02T09:00:00Z';

test('of a meeting that is cancelled before it begins everybody hears, of one that had begun nobody', async () => {
  const { id } = await scene.org.eventType({ reminder_intervals: [] });
  const [first, second] = [
    await scene.org.booked(id, nine),
    await scene.org.booked(id, '2026-06-02T09:30:00Z'),
  ];
  expect(await scene.arriving()).toHaveLength(4);
  scene.api.clock.moveTo(nine);
  for (const { id: booking } of [first, second])
    expect((await scene.org.call('POST', `/v1/bookings/${booking}/cancel`)).status).toBe(200);
  const mails = await scene.arriving();
  expect(mails.map(({ invite }) => [invite?.uid, invite?.status])).toEqual(
    Array(2).fill([second.id, 'CANCELLED']),
  );
});
