import { expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';

const scene = useMailScene('embedded');
const until = 'Move or cancel until';

async function mailsOf(cutOffs: object, start: string) {
  const { id } = await scene.org.eventType({ reminder_intervals: [], ...cutOffs });
  const attendees = [
    { name: 'Alex Johnson', email: 'alex@example.com', timezone: 'America/New_York' },
    { name: 'Priya Rao', email: 'priya@example.com' },
  ];
  await scene.org.call('PATCH', `/v1/event-types/${id}`, { max_attendees: 4 });
  await scene.org.booked(id, start, { attendees });
  return scene.arriving();
}

test('the invitee alone is told until when, by their own clock', async () => {
  const day = { cancel_cutoff_minutes: 1440, reschedule_cutoff_minutes: 1440 };
  const [toAlex, toHost, toPriya] = await mailsOf(day, '2026-06-15T14:00:00Z');
  expect(toAlex?.text).toContain(`${until}: Sunday, June 14, 2026, 10:00 AM`);
  for (const mail of [toHost, toPriya]) expect(mail?.text).not.toContain('until');
});

test('what is over when it is booked is not offered', async () => {
  const [toAlex] = await mailsOf({ cancel_cutoff_minutes: 43_200 }, '2026-06-15T14:00:00Z');
  expect(toAlex?.text).not.toContain('until');
});
