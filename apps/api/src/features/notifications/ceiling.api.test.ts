import { describe, expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import { createTestOrganization } from '../../../test/harness/organization.ts';
import { addPerson } from '../../../test/harness/people.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { attemptNow } from '../../attempts/attempt-now.ts';
import { newId } from '../../lib/ids.ts';
import { postMails } from './post-mails.ts';
import { sendMail } from './send-mail.ts';
import type { MailRow } from './store.ts';

const minute = 60_000;
const ceiling = 30;
const waits = 'At most 30 mails an hour reach one address: this one waits.';

describe.each(['postgres', 'embedded'] as const)('mails to one address (%s)', (kind) => {
  const scene = useMailScene(kind);

  /** Mails that nothing supersedes. */
  const write = (count: number, address = 'alex@example.com', { organizationId } = scene.org) =>
    scene.api.deps.database.inTransaction((tx) =>
      postMails(
        scene.api.deps,
        tx,
        organizationId,
        Array.from({ length: count }, () => ({
          isTest: false,
          cause: newId('message', scene.api.clock.now()),
          role: 'attendee' as const,
          about: { id: newId('waitlist_entry', scene.api.clock.now()) },
          facts: {
            kind: 'waitlist_expired' as const,
            to: { name: 'Alex', address },
            organizationName: 'Northwind',
            entryId: 'wle_1',
            timezone: 'UTC',
            eventTypeTitle: 'Call',
            start: null,
            position: 1,
            expiresAt: 0,
            token: null,
          },
        })),
      ),
    );
  const rows = () =>
    scene.api.deps.database.db
      .selectFrom('mails')
      .selectAll()
      .where('organization_id', '=', scene.org.organizationId)
      .orderBy('id')
      .execute();
  const sent = async () => (await rows()).filter(({ status }) => status === 'sent').length;
  const sentAfter = async (ms: number) => {
    scene.api.clock.moveBy(ms);
    await runDueJobs(scene.api);
    return sent();
  };

  test('are thirty an hour, and the others wait for theirs', async () => {
    const { api, org } = scene;
    await write(10);
    expect(await sentAfter(0)).toBe(10);
    await write(25, 'Alex@Example.com');
    expect(await sentAfter(10 * minute)).toBe(30);
    const waiting = (await rows()).filter(({ status }) => status === 'pending');
    const firstTurn = new Date(api.clock.now() + 50 * minute);
    for (const row of waiting)
      expect(row).toMatchObject({ attempts: 0, last_error: waits, next_attempt_at: firstTurn });
    const { body } = await org.call('GET', '/v1/mails?status=pending');
    expect(body.data).toHaveLength(5);
    expect(body.data[0]).toMatchObject({ error: waits, next_attempt_at: '2026-06-01T09:00:00Z' });
    expect(await sentAfter(50 * minute - 1)).toBe(30);
    expect(await sentAfter(1)).toBe(35);
    for (const row of await rows()) expect(row).toMatchObject({ status: 'sent', last_error: null });
  });

  test('do not wait for those to others, nor for those of another organization', async () => {
    await write(ceiling);
    await write(ceiling, 'kim@example.com');
    await write(1, 'alex@example.com', await createTestOrganization(scene.api, 'live'));
    const before = scene.server.received.length;
    expect(await sentAfter(0)).toBe(2 * ceiling);
    expect(scene.server.received).toHaveLength(before + 2 * ceiling + 1);
  });

  test('keep nobody from the link by which they sign in', async () => {
    const { api, org } = scene;
    const email = 'kim@northwind.example'; // to addresses of examples nothing is sent
    const { userId } = await addPerson(api.deps, { organizationId: org.organizationId, role: 'member' });
    await api.deps.database.db
      .updateTable('users')
      .set({ email, mailbox: email })
      .where('id', '=', userId)
      .execute();
    await write(ceiling + 1, email);
    expect(await sentAfter(0)).toBe(ceiling);
    for (const path of ['/v1/auth/magic-link', '/v1/auth/password-reset'])
      expect((await api.call('POST', path, { body: { email } })).status).toBe(202);
    expect(await sentAfter(0)).toBe(ceiling + 2);
    expect(await sentAfter(60 * minute)).toBe(ceiling + 3);
  });

  test('count when they were handed over, taken or not', async () => {
    const { server } = scene;
    server.manner = { data: 451 };
    await write(ceiling);
    expect(await sentAfter(0)).toBe(0);
    server.manner = 'takes';
    await write(1);
    expect(await sentAfter(0)).toBe(0);
    expect(await sentAfter(minute)).toBe(ceiling);
    expect(await sentAfter(59 * minute)).toBe(ceiling);
    expect(await sentAfter(minute)).toBe(ceiling + 1);
  });

  test('wait in their order, one hour after the other', async () => {
    await write(2 * ceiling + 5);
    expect(await sentAfter(0)).toBe(ceiling);
    expect(await sentAfter(60 * minute)).toBe(2 * ceiling);
    await write(1);
    expect(await sentAfter(0)).toBe(2 * ceiling);
    expect(await sentAfter(60 * minute)).toBe(2 * ceiling + 6);
    const gone = await rows();
    const times = gone.map(({ sent_at }) => sent_at?.getTime() as number);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  test('are thirty also where several processes send at the same time', async () => {
    const { api } = scene;
    await write(80);
    let ticks = 0; // no two of them ask at the same instant
    const clock = { now: () => api.clock.now() + ticks++ };
    const processes = [0, 1, 2].map(() => ({ ...api.deps, clock }));
    const attempt = (mail: MailRow, index: number) =>
      attemptNow(processes[index % processes.length] as typeof api.deps, sendMail, mail);
    for (const _ of [0, 1]) await Promise.all((await rows()).map(attempt));
    expect(await sent()).toBe(ceiling);
  });

  test('are as many as there are where nothing limits them', async () => {
    const { api } = scene;
    await write(ceiling + 1);
    let ticks = 0;
    const clock = { now: () => api.clock.now() + ticks++ };
    const unlimited = { ...api.deps, clock, mail: { ...api.deps.mail, ceiling: null } };
    await runDueJobs({ ...api, deps: unlimited });
    expect(await sent()).toBe(ceiling + 1);
  });
});
