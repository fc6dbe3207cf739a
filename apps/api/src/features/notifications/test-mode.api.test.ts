import { describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import { createTestOrganization, type TestOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import type { Deps } from '../../deps.ts';
import { openMail } from './keep-mail.ts';
import { sendMail } from './send-mail.ts';

const mailsOf = ({ database }: Deps, { organizationId }: TestOrganization) =>
  database.db
    .selectFrom('mails')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('recipient_role', 'desc')
    .execute();

/** A booking's whole life, with the reminder before it. What follows from each step is done before the next. */
async function live({ call, eventType, booked }: TestOrganization, api: TestApi): Promise<void> {
  const { id } = await eventType({ reminder_intervals: [60] });
  const booking = await booked(id, '2026-06-15T14:00:00Z');
  await runDueJobs(api);
  await call('POST', `/v1/bookings/${booking.id}/reschedule`, { new_start_time: '2026-06-15T15:00:00Z' });
  const other = await booked(id, '2026-06-15T10:00:00Z');
  await runDueJobs(api);
  await call('POST', `/v1/bookings/${other.id}/cancel`);
}

describe('test mode', () => {
  const scene = useMailScene();

  test('sends nothing and keeps every mail; live mode sends the same ones', async () => {
    const { api, org, server } = scene;
    const sandbox = await createTestOrganization(api, 'test');
    await live(sandbox, api);
    await runDueJobs(api);
    api.clock.moveTo('2026-06-15T14:00:00Z');
    await runDueJobs(api);
    expect(server.received).toEqual([]);
    const captured = await mailsOf(api.deps, sandbox);
    expect(new Set(captured.map(({ status }) => status))).toEqual(new Set(['captured']));

    api.clock.moveTo('2026-06-01T08:00:00Z');
    await live(org, api);
    await runDueJobs(api);
    api.clock.moveTo('2026-06-15T14:00:00Z');
    await runDueJobs(api);
    const sent = await mailsOf(api.deps, org);
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set(['sent']));
    expect(sent.map(({ kind }) => kind).sort()).toEqual(captured.map(({ kind }) => kind).sort());
    expect(sent.length).toBe(2 * 4 + 1);
    expect(server.received).toHaveLength(sent.length);
  });

  test('keeps mails that can be read whole', async () => {
    const sandbox = await createTestOrganization(scene.api, 'test');
    const { id } = await sandbox.eventType({ title: 'A trial' });
    const booking = await sandbox.booked(id, '2026-06-15T14:00:00Z');
    await runDueJobs(scene.api);
    const [first] = await mailsOf(scene.api.deps, sandbox);
    const mail = first && openMail(scene.api.deps, first);
    expect(mail?.subject).toContain(': A trial with Sam Rivera');
    expect(mail?.text).toContain(booking.cancel_token);
    expect(mail?.invite?.content).toContain(`UID:${booking.id}`);
  });
});

test('without a mail server live mail is kept too, also what was to be sent when there was one', async () => {
  const api = await createTestApi();
  try {
    const org = await createTestOrganization(api, 'live');
    const { id } = await org.eventType();
    await org.booked(id, '2026-06-15T14:00:00Z');
    expect((await runDueJobs(api)).filter((name) => name === sendMail.name)).toEqual([]);
    const statuses = async () => (await mailsOf(api.deps, org)).map(({ status }) => status);
    expect(await statuses()).toEqual(['captured', 'captured']);

    await api.deps.database.db
      .updateTable('mails')
      .set({ status: 'pending', next_attempt_at: new Date(api.clock.now()) })
      .execute();
    expect(await runDueJobs(api)).toEqual([sendMail.name, sendMail.name]);
    expect(await statuses()).toEqual(['captured', 'captured']);
  } finally {
    await api.close();
  }
});

test('of a booking that was never paid nobody gets a mail, whether it moves, is cancelled or lapses', async () => {
  const api = await createTestApi();
  try {
    const org = await createTestOrganization(api, 'live');
    const { id } = await org.eventType({ price_amount: 5000 });
    const cancelled = await org.booked(id, '2026-06-15T10:00:00Z');
    await org.call('POST', `/v1/bookings/${cancelled.id}/reschedule`, {
      new_start_time: '2026-06-15T11:00:00Z',
    });
    await org.call('POST', `/v1/bookings/${cancelled.id}/cancel`);
    await org.booked(id, '2026-06-15T14:00:00Z');
    api.clock.moveBy(31 * 60_000);
    await runDueJobs(api);
    expect((await org.events()).map(({ event }) => event)).toEqual([
      'booking.created',
      'booking.rescheduled',
      'booking.cancelled',
      'booking.created',
      'booking.cancelled',
    ]);
    expect(await mailsOf(api.deps, org)).toEqual([]);
  } finally {
    await api.close();
  }
});
