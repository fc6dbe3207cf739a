import { describe, expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';

const minute = 60_000;
const start = '2026-06-15T14:00:00Z';

describe.each(['postgres', 'embedded'] as const)('a mail that had to wait (%s)', (kind) => {
  const scene = useMailScene(kind);
  const call = (path: string, body: object = {}) => scene.org.call('POST', path, body);

  const bookOnce = async (fields: object = {}) => {
    const { id } = await scene.org.eventType({ reminder_intervals: [], ...fields });
    return scene.org.booked(id, start);
  };
  /** The mail server takes nothing now; what is due is tried, and put off by a minute. */
  const whilePutOff = async () => {
    scene.server.manner = { data: 451 };
    await runDueJobs(scene.api);
    scene.server.manner = 'takes';
  };
  const later = async (minutes: number) => {
    scene.api.clock.moveBy(minutes * minute);
    return scene.arriving();
  };
  const subjects = (mails: readonly { readonly subject?: string | undefined }[]) =>
    mails.map(({ subject = '' }) => subject.split(/[:,]/)[0]);
  const rows = () =>
    scene.api.deps.database.db
      .selectFrom('mails')
      .select(['kind', 'recipient_role', 'status', 'attempts', 'next_attempt_at', 'last_error'])
      .where('organization_id', '=', scene.org.organizationId)
      .orderBy('id')
      .execute();

  test('does not bring back a meeting that was cancelled meanwhile', async () => {
    const { id } = await bookOnce();
    await whilePutOff();
    await call(`/v1/bookings/${id}/cancel`);
    const arrived = await later(0);
    expect(subjects(arrived)).toEqual(['Cancelled', 'Cancelled']);
    expect(arrived.map(({ method, invite }) => [method, Number(invite?.sequence)])).toEqual([
      ['CANCEL', 1],
      ['CANCEL', 1],
    ]);
    expect(await later(10)).toEqual([]);
    const confirmations = (await rows()).filter(({ kind }) => kind === 'booking_confirmed');
    expect(confirmations).toHaveLength(2);
    for (const row of confirmations)
      expect(row).toMatchObject({ status: 'superseded', attempts: 1, next_attempt_at: null });
    expect(confirmations[0]?.last_error).toBe('The booking has changed since: a newer mail tells how.');
  });

  test('does not tell of a time before the one that it was moved to', async () => {
    const { id } = await bookOnce();
    await whilePutOff();
    await call(`/v1/bookings/${id}/reschedule`, { new_start_time: '2026-06-16T14:00:00Z' });
    await whilePutOff();
    await call(`/v1/bookings/${id}/reschedule`, { new_start_time: '2026-06-17T14:00:00Z' });
    const arrived = [...(await later(0)), ...(await later(1)), ...(await later(10))];
    expect(arrived.map(({ invite }) => Number(invite?.sequence))).toEqual([2, 2]);
  });

  test('is sent where nothing has changed: waiting alone supersedes nothing', async () => {
    await bookOnce();
    await whilePutOff();
    expect(await later(1)).toHaveLength(2);
    expect((await rows()).map(({ status }) => status)).toEqual(['sent', 'sent']);
  });

  test.each([
    ['cancelled', '/cancel', {}],
    ['moved', '/reschedule', { new_start_time: '2026-06-17T14:00:00Z' }],
  ])('does not remind of a meeting that was %s', async (_, action, body) => {
    const { id } = await bookOnce({ reminder_intervals: [60] });
    await scene.arriving();
    scene.api.clock.moveTo('2026-06-15T13:00:00Z');
    await whilePutOff();
    expect((await rows()).at(-1)).toMatchObject({ kind: 'booking_reminder', status: 'pending' }); // the premise
    await call(`/v1/bookings/${id}${action}`, body);
    const arrived = [...(await later(0)), ...(await later(2))];
    expect(arrived.filter(({ subject = '' }) => subject.startsWith('Today'))).toEqual([]);
    const reminder = (await rows()).find(({ kind }) => kind === 'booking_reminder');
    expect(reminder?.status).toBe('superseded');
  });

  test('does not tell a place in line to who has a spot by now', async () => {
    const { id } = await scene.org.eventType({ waitlist_enabled: true, reminder_intervals: [] });
    const taken = await scene.org.booked(id, start);
    await scene.arriving();
    await scene.api.call('POST', '/v1/waitlist', {
      body: {
        event_type_id: id,
        start_time: start,
        invitee_name: 'Kim Lee',
        invitee_email: 'kim@example.com',
        invitee_timezone: 'Europe/Berlin',
      },
    });
    await whilePutOff();
    await call(`/v1/bookings/${taken.id}/cancel`);
    const arrived = [...(await later(0)), ...(await later(10))];
    const toKim = arrived.filter(({ recipients }) => recipients.includes('kim@example.com'));
    expect(subjects(toKim)).toEqual(['You have a place']);
    expect((await rows()).find(({ kind }) => kind === 'waitlist_joined')?.status).toBe('superseded');
  });

  test('lets no newer one about the same booking pass while it is on its way', async () => {
    const { server, api } = scene;
    const { id } = await bookOnce();
    const released = Promise.withResolvers<void>();
    server.hold = released.promise;
    const before = server.received.length;
    const sending = runDueJobs(api); // stands at the first confirmation until it is released
    await expect.poll(() => server.received.length).toBe(before + 1);
    server.hold = null;
    await api.deps.database.queueConnection.executeSql('delete from pgboss.job'); // it has that job in its hands
    await call(`/v1/bookings/${id}/cancel`);
    const reader = server.received[before]?.to[0];
    const toReader = () => server.received.slice(before).filter(({ to }) => to[0] === reader);
    await runDueJobs(api);
    expect(toReader()).toHaveLength(1);
    released.resolve();
    await sending;
    scene.api.clock.moveBy(1_000);
    await runDueJobs(api);
    expect(toReader().map(({ raw }) => /method=(\w+)/i.exec(raw)?.[1])).toEqual(['REQUEST', 'CANCEL']);
  });
});
