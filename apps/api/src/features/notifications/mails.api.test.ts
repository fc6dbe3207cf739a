import { expect, test } from 'vitest';
import { useOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';

const scene = useOrganization();

/** Books with a guest, moves the booking and books again: three mails each for the first two, two for the last. */
async function aFewMails() {
  const { org, api } = scene;
  const { id } = await org.eventType({ reminder_intervals: [], max_attendees: 2 });
  const attendees = ['Alex', 'Kim'].map((name) => ({ name, email: `${name}@example.com` }));
  const moved = await org.booked(id, '2026-06-15T09:00:00Z', { attendees });
  await runDueJobs(api);
  await org.call('POST', `/v1/bookings/${moved.id}/reschedule`, { new_start_time: '2026-06-16T09:00:00Z' });
  const other = await org.booked(id, '2026-06-17T09:00:00Z');
  await runDueJobs(api);
  return { moved, other };
}
const list = async (query = '') => (await scene.org.call('GET', `/v1/mails${query}`)).body;

test('lists what was written, newest first, without what it says', async () => {
  const { moved, other } = await aFewMails();
  const { data, has_more } = await list();
  expect(has_more).toBe(false);
  expect(data).toHaveLength(8);
  expect(data.map(({ id }: { id: string }) => id)).toEqual(
    data
      .map(({ id }: { id: string }) => id)
      .toSorted()
      .reverse(),
  );
  expect(data.at(-1)).toMatchObject({
    kind: 'booking_confirmed',
    status: 'captured',
    is_test: true,
    recipient_role: 'invitee',
    recipient_email: 'Alex@example.com',
    booking_id: moved.id,
    waitlist_entry_id: null,
    attempts: 0,
    sent_at: null,
  });
  expect(data[0]).toMatchObject({ booking_id: other.id, recipient_role: 'host' });
  expect(JSON.stringify(data)).not.toContain(moved.cancel_token);
});

test('narrows by status, recipient and booking, in pages', async () => {
  const { moved } = await aFewMails();
  const failed = { status: 'failed', last_error: '550 no such user' } as const;
  const [first] = (await list()).data;
  await scene.api.deps.database.db.updateTable('mails').set(failed).where('id', '=', first.id).execute();
  expect((await list('?status=failed')).data).toMatchObject([{ id: first.id, error: '550 no such user' }]);
  expect((await list('?status=captured')).data).toHaveLength(7);
  expect((await list('?recipient_email=KIM@example.com')).data).toHaveLength(2);
  expect((await list(`?booking_id=${moved.id}`)).data).toHaveLength(6);
  expect(
    (await list(`?booking_id=${moved.id}&recipient_email=alex@example.com&status=captured`)).data,
  ).toHaveLength(2);

  const all = (await list()).data.map(({ id }: { id: string }) => id);
  const page = await list('?limit=5');
  const rest = await list(`?limit=5&starting_after=${page.data.at(-1).id}`);
  expect([page.has_more, rest.has_more]).toEqual([true, false]);
  expect([...page.data, ...rest.data].map(({ id }: { id: string }) => id)).toEqual(all);
});

test('shows one with what it says, whose links are the invitee’s alone', async () => {
  const { moved } = await aFewMails();
  const { data } = await list(`?booking_id=${moved.id}`);
  const read = async (role: string) => {
    const entry = data.find((each: { recipient_role: string }) => each.recipient_role === role);
    const { status, body, headers } = await scene.org.call('GET', `/v1/mails/${entry.id}`);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toMatchObject(entry);
    return body;
  };
  const invitees = await read('invitee');
  expect(invitees).toMatchObject({
    kind: 'booking_rescheduled',
    from: { email: 'bookings@astrocal.test' },
    to: { name: 'Alex', email: 'Alex@example.com' },
    reply_to: { name: 'Sam Rivera' },
    subject: 'Moved to Tue, Jun 16, 9:00 AM: A meeting with Sam Rivera',
    invite: { method: 'REQUEST', content: expect.stringContaining('SEQUENCE:1') },
  });
  expect(invitees.text).toContain(moved.cancel_token);
  expect(invitees.html).toContain('A new time');
  for (const role of ['attendee', 'host'])
    expect(JSON.stringify(await read(role))).not.toContain(moved.cancel_token);
});
