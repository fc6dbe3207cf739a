import { describe, expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';

describe.each(['postgres', 'embedded'] as const)('reminders (%s)', (kind) => {
  const scene = useMailScene(kind);
  const start = '2026-06-15T14:00:00Z';

  /** Books at `start` and lets the mails of that arrive. */
  async function booked(fields: object = {}, body?: object) {
    const { id } = await scene.org.eventType({ title: 'Discovery Call', ...fields });
    const booking = await scene.org.booked(id, start, body);
    const subjects = (await scene.arriving()).map(({ subject = '' }) => subject);
    expect(subjects.length).toBeGreaterThan(1);
    expect(subjects.filter((each) => each.startsWith('Reminder'))).toEqual([]);
    return booking;
  }
  const headings = async () => (await scene.arriving()).map(({ text = '' }) => text.split('\n')[0]);

  test('come at each interval before the start, to the party and not to the host', async () => {
    const { clock } = scene.api;
    await booked(
      { max_attendees: 2, reminder_intervals: [1440, 60, 60] },
      {
        attendees: [
          { name: 'Alex', email: 'alex@example.com', timezone: 'Asia/Kolkata' },
          { name: 'Sam', email: 'sam@example.com' },
        ],
      },
    );
    clock.moveTo('2026-06-14T13:59:59Z');
    expect(await scene.arriving()).toEqual([]);
    clock.moveTo('2026-06-14T14:00:00Z');
    const [toAlex, toSam, ...others] = await scene.arriving();
    expect(others).toEqual([]);
    expect([toAlex?.recipients, toSam?.recipients]).toEqual([['alex@example.com'], ['sam@example.com']]);
    expect(toAlex?.subject).toMatch(/^Tomorrow, 7:30 PM: Discovery Call with Sam Rivera$/);
    expect(toAlex?.text).toMatch(/^See you tomorrow\n/);
    expect(toAlex?.text).toContain('?token=');
    expect(toSam?.text).not.toContain('token');
    expect(toAlex?.invite).toBeNull();
    clock.moveTo('2026-06-15T13:00:00Z');
    expect(await headings()).toEqual(['Starts in 1 hour', 'Starts in 1 hour']);
    clock.moveTo('2026-06-16T00:00:00Z');
    expect(await scene.arriving()).toEqual([]);
  });

  test('that would lie in the past when it is booked are not sent', async () => {
    const { clock } = scene.api;
    clock.moveTo('2026-06-15T12:30:00Z');
    await booked({ reminder_intervals: [1440, 90, 60] });
    clock.moveTo('2026-06-15T13:00:00Z');
    expect(await headings()).toEqual(['Starts in 1 hour']);
  });

  test('move with the booking', async () => {
    const { api, org } = scene;
    const { id } = await booked({ reminder_intervals: [60] });
    await org.call('POST', `/v1/bookings/${id}/reschedule`, { new_start_time: '2026-06-15T16:00:00Z' });
    expect(await scene.arriving()).toEqual([]);
    api.clock.moveBy(30_000);
    expect(await scene.arriving()).toHaveLength(2);
    api.clock.moveTo('2026-06-15T13:00:00Z');
    expect(await runDueJobs(api)).toEqual(['notifications.remind']); // the premise: the old one came
    expect(await scene.arriving()).toEqual([]);
    api.clock.moveTo('2026-06-15T15:00:00Z');
    expect(await headings()).toEqual(['Starts in 1 hour']);
  });

  test('end with the booking', async () => {
    const { api, org } = scene;
    const { id } = await booked({ reminder_intervals: [60] });
    await org.call('POST', `/v1/bookings/${id}/cancel`);
    expect(await scene.arriving()).toHaveLength(2);
    api.clock.moveTo('2026-06-15T13:00:00Z');
    const before = scene.server.received.length;
    expect(await runDueJobs(api)).toEqual(['notifications.remind']);
    expect(scene.server.received).toHaveLength(before);
  });

  test('that come late say how long there is, and none comes after the start', async () => {
    const { clock } = scene.api;
    await booked({ reminder_intervals: [120, 60] });
    clock.moveTo('2026-06-15T13:20:00Z');
    expect(await headings()).toEqual(['Starts in 40 minutes', 'Starts in 40 minutes']);
  });

  test('are not sent once the meeting has begun', async () => {
    const { api } = scene;
    await booked({ reminder_intervals: [60] });
    api.clock.moveTo(start);
    const before = scene.server.received.length;
    expect(await runDueJobs(api)).toEqual(['notifications.remind']);
    expect(scene.server.received).toHaveLength(before);
  });

  test('that the mail server puts off are given up when they would come too late', async () => {
    const { api, org, server } = scene;
    await booked({ reminder_intervals: [10] });
    server.manner = { data: 450 };
    api.clock.moveTo('2026-06-15T13:50:00Z');
    const statuses = async () => {
      await runDueJobs(api);
      const rows = await api.deps.database.db
        .selectFrom('mails')
        .select(['status', 'attempts'])
        .where('organization_id', '=', org.organizationId)
        .where('kind', '=', 'booking_reminder')
        .execute();
      return rows.map(({ status, attempts }) => [status, attempts]);
    };
    expect(await statuses()).toEqual([['pending', 1]]);
    api.clock.moveBy(60_000);
    expect(await statuses()).toEqual([['pending', 2]]);
    api.clock.moveBy(5 * 60_000);
    expect(await statuses()).toEqual([['failed', 3]]);
  });
});
