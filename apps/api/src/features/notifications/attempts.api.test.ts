import { describe, expect, test } from 'vitest';
import { type MailScene, useMailScene } from '../../../test/harness/mail-scene.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { attemptNow } from '../../attempts/attempt-now.ts';
import { leaseMs } from '../../attempts/claim.ts';
import { tell } from '../events/tell.ts';
import { sendMail } from './send-mail.ts';
import type { MailRow } from './store.ts';

const minute = 60_000;

/** Books an hour without reminders; the party is Alex alone. */
const bookOnce = async ({ org }: MailScene) => {
  const { id } = await org.eventType({ reminder_intervals: [] });
  return org.booked(id, '2026-06-15T14:00:00Z');
};

/** The mails of the test's own organization, the invitee's first. */
const mailsOf = ({ api, org }: MailScene): Promise<MailRow[]> =>
  api.deps.database.db
    .selectFrom('mails')
    .selectAll()
    .where('organization_id', '=', org.organizationId)
    .orderBy('recipient_role', 'desc')
    .execute();

const toInvitee = async (scene: MailScene): Promise<MailRow> => {
  const [first] = await mailsOf(scene);
  if (first?.recipient_role !== 'invitee') throw new Error('There is no mail to the invitee.');
  return first;
};

describe.each(['postgres', 'embedded'] as const)('an attempt to send (%s)', (kind) => {
  const scene = useMailScene(kind);

  test('that is taken is the last one', async () => {
    await bookOnce(scene);
    expect(await scene.arriving()).toHaveLength(2);
    for (const row of await mailsOf(scene))
      expect(row).toMatchObject({ status: 'sent', attempts: 1, last_error: null, claimed_until: null });
    expect((await toInvitee(scene)).response).toMatch(/^250 /);
    expect((await toInvitee(scene)).sent_at).toEqual(new Date(scene.api.clock.now()));
    scene.api.clock.moveBy(7 * 24 * 60 * minute);
    expect(await scene.arriving()).toEqual([]);
  });

  test('that is put off is followed by another, the same to the letter', async () => {
    const { server, api } = scene;
    await bookOnce(scene);
    server.manner = { data: 452 };
    const refused = await scene.arriving();
    expect(await toInvitee(scene)).toMatchObject({ status: 'pending', attempts: 1, response: null });
    expect((await toInvitee(scene)).last_error).toContain('452 Not this one');
    server.manner = 'takes';
    api.clock.moveBy(minute - 1);
    expect(await scene.arriving()).toEqual([]);
    api.clock.moveBy(1);
    const taken = await scene.arriving();
    expect(taken).toHaveLength(2);
    expect(taken.map(withoutBoundaries)).toEqual(refused.map(withoutBoundaries));
    expect(await toInvitee(scene)).toMatchObject({ status: 'sent', attempts: 2, last_error: null });
  });

  test('that is refused for good is the last one too', async () => {
    scene.server.manner = { recipient: 550 };
    await bookOnce(scene);
    await scene.arriving();
    expect(await toInvitee(scene)).toMatchObject({ status: 'failed', attempts: 1, next_attempt_at: null });
    expect((await toInvitee(scene)).last_error).toContain('550 Not this one');
    scene.server.manner = 'takes';
    scene.api.clock.moveBy(7 * 24 * 60 * minute);
    expect(await scene.arriving()).toEqual([]);
  });

  test('that is put off every time is made eight times in a day and a half', async () => {
    const { server, api } = scene;
    server.manner = { recipient: 450 };
    await bookOnce(scene);
    await runDueJobs(api);
    for (const [made, minutes] of [1, 5, 15, 60, 180, 480, 1440].entries()) {
      api.clock.moveBy(minutes * minute - 1);
      await runDueJobs(api);
      expect(await toInvitee(scene)).toMatchObject({ status: 'pending', attempts: made + 1 });
      api.clock.moveBy(1);
      await runDueJobs(api);
    }
    expect(await toInvitee(scene)).toMatchObject({ status: 'failed', attempts: 8, next_attempt_at: null });
  });

  test('is made by one of two workers that know of it', async () => {
    const { server, api } = scene;
    await bookOnce(scene);
    await fanOutOnly(scene);
    const mail = await toInvitee(scene);
    const released = Promise.withResolvers<void>();
    server.hold = released.promise;
    const before = server.received.length;
    const first = attemptNow(api.deps, sendMail, mail);
    await expect.poll(() => server.received.length).toBe(before + 1);
    expect(await attemptNow(api.deps, sendMail, mail)).toBe(false);
    released.resolve();
    server.hold = null;
    await first;
    expect(server.received.slice(before)).toHaveLength(1);
    expect(await toInvitee(scene)).toMatchObject({ status: 'sent', attempts: 1 });
    expect(await attemptNow(api.deps, sendMail, mail)).toBe(false);
    expect(server.received.slice(before)).toHaveLength(1);
  });

  test('of a worker that died is made by another one when its claim is over', async () => {
    const { server, api } = scene;
    await bookOnce(scene);
    await fanOutOnly(scene);
    const mail = await toInvitee(scene);
    const isBroken = {
      ...api.deps,
      mail: { ...api.deps.mail, sender: { ...server.settings.sender, send: fail } },
    };
    await expect(attemptNow(isBroken, sendMail, mail)).rejects.toThrow('died');
    const before = server.received.length;
    expect(await attemptNow(api.deps, sendMail, mail)).toBe(false);
    api.clock.moveBy(leaseMs);
    expect(await attemptNow(api.deps, sendMail, mail)).toBe(true);
    expect(server.received).toHaveLength(before + 1);
  });

  test('a reaction that runs again writes no second mail and sets no second reminder', async () => {
    const { api, org } = scene;
    const { id } = await org.eventType();
    await org.booked(id, '2026-06-15T14:00:00Z');
    for (let i = 0; i < 3; i++) await fanOutAgain(scene);
    expect(await scene.arriving()).toHaveLength(2);
    expect(await mailsOf(scene)).toHaveLength(2);
    api.clock.moveTo('2026-06-15T13:59:00Z');
    expect((await runDueJobs(api)).filter((name) => name === 'notifications.remind')).toHaveLength(2);
  });
});

describe('a mail server that takes a mail and is not heard to say so', () => {
  const scene = useMailScene('postgres', { timeoutMs: 300 });

  test('gets it again, under the same Message-ID', async () => {
    const { server, api } = scene;
    await bookOnce(scene);
    server.manner = 'is silent after the data';
    const first = await scene.arriving();
    server.manner = 'takes';
    expect(await toInvitee(scene)).toMatchObject({ status: 'pending', attempts: 1 });
    api.clock.moveBy(minute);
    const second = await scene.arriving();
    expect(second).toHaveLength(2);
    expect(second.map(({ messageId }) => messageId)).toEqual(first.map(({ messageId }) => messageId));
    expect(second.map(withoutBoundaries)).toEqual(first.map(withoutBoundaries));
  });
});

const fail = () => Promise.reject(new Error('died'));

/** Writes the mails, and leaves it to the test to send them. */
async function fanOutOnly(scene: MailScene): Promise<void> {
  await fanOutAgain(scene);
  await scene.api.deps.database.queueConnection.executeSql('delete from pgboss.job');
}

/** Runs the reactions to every message of the organization. */
async function fanOutAgain({ api, org: { organizationId } }: MailScene): Promise<void> {
  const { db } = api.deps.database;
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .execute();
  const signal = new AbortController().signal;
  for (const row of rows) await tell.perform(api.deps, row, signal);
}

/** The source of a mail; its parts are divided by a text that is new each time. */
const withoutBoundaries = ({ raw }: { raw: string }) =>
  raw.replaceAll(/--_?-?\w+-Part_\d+|boundary="[^"]+"|----_NmP-\S+/g, '');
