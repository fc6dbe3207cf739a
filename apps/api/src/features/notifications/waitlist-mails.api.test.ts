import { describe, expect, test } from 'vitest';
import { linkOf, useMailScene } from '../../../test/harness/mail-scene.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { endpointSwitchedOff } from '../webhooks/index.ts';

describe.each(['postgres', 'embedded'] as const)('mail to those who wait (%s)', (kind) => {
  const scene = useMailScene(kind);
  const start = '2026-06-15T14:00:00Z';
  const kim = {
    invitee_name: 'Kim Lee',
    invitee_email: 'kim@example.com',
    invitee_timezone: 'Europe/Berlin',
  };

  /** Somebody has the slot and Kim waits for it; the mails of that have arrived. */
  async function waiting(fields: object = {}) {
    const { org, api } = scene;
    const { id } = await org.eventType({
      title: 'Yoga',
      waitlist_enabled: true,
      reminder_intervals: [],
      ...fields,
    });
    const taken = await org.booked(id, start);
    await runDueJobs(api);
    const { status, body: entry } = await api.call('POST', '/v1/waitlist', {
      body: { event_type_id: id, start_time: start, ...kim },
    });
    expect(status).toBe(201);
    return { taken, entry, joined: await scene.arriving() };
  }

  test('says which place they have and how to leave it', async () => {
    const { entry, joined } = await waiting();
    expect(joined.map(({ recipients }) => recipients)).toEqual([['kim@example.com']]);
    expect(joined[0]?.subject).toMatch(/^Waitlist: Yoga, Mon, Jun 15, 4:00 PM$/);
    expect(joined[0]?.text).toContain('you’re number 1 in line for Yoga.');
    expect(joined[0]?.text).toContain(
      `http://astrocal.test/waitlist/${entry.id}?token=${entry.cancel_token}&action=cancel`,
    );
  });

  test('tells of the spot in one mail, which is the confirmation with its invite and links', async () => {
    const { taken, entry } = await waiting();
    await scene.org.call('POST', `/v1/bookings/${taken.id}/cancel`);
    const mails = (await scene.arriving()).filter(({ subject }) => !subject?.startsWith('Cancelled'));
    const [toKim, toHost, ...others] = mails;
    expect(others).toEqual([]);
    expect(toHost?.subject).toMatch(/^New booking, Mon, Jun 15, 2:00 PM: Yoga with Kim Lee/);
    const { body } = await scene.org.call('GET', `/v1/waitlist/${entry.id}`);
    const { body: booking } = await scene.org.call('GET', `/v1/bookings/${body.booking_id}`);
    expect(toKim?.recipients).toEqual(['kim@example.com']);
    expect(toKim?.subject).toMatch(/^You have a place: Yoga, Mon, Jun 15, 4:00 PM$/);
    expect(toKim?.text).toContain('Monday, June 15, 2026\n4:00 – 4:30 PM · Berlin time');
    expect([toKim?.method, toKim?.invite?.uid]).toEqual(['REQUEST', booking.id]);
    const link = toKim && linkOf(toKim);
    expect(link?.pathname).toBe(`/bookings/${booking.id}`);
    expect(link?.searchParams.get('token')).toBe(booking.cancel_token);
  });

  test('of a spot that is to be paid for has no invite until it is paid', async () => {
    const { taken } = await waiting({ price_amount: 5000 });
    await scene.org.call('POST', `/v1/bookings/${taken.id}/cancel`);
    const mails = await scene.arriving();
    expect(mails.map(({ subject = '' }) => subject.split(':')[0])).toEqual(['You have a place']);
    expect(mails[0]?.invite).toBeNull();
  });

  test('says when the wait is over', async () => {
    await waiting();
    scene.api.clock.moveTo(start);
    const [mail, ...others] = await scene.arriving();
    expect(others).toEqual([]);
    expect(mail?.recipients).toEqual(['kim@example.com']);
    expect(mail?.subject).toMatch(/^No place opened: Yoga/);
    expect(mail?.text).not.toContain('token=');
  });

  test('is not sent to who has left before it was written', async () => {
    const { org, api } = scene;
    const { id } = await org.eventType({ waitlist_enabled: true, reminder_intervals: [] });
    await org.booked(id, start);
    await runDueJobs(api);
    const { body } = await api.call('POST', '/v1/waitlist', {
      body: { event_type_id: id, start_time: start, ...kim },
    });
    expect((await org.call('POST', `/v1/waitlist/${body.id}/cancel`)).status).toBe(200);
    expect(await scene.arriving()).toEqual([]);
  });
});

describe('mail about a webhook that was switched off', () => {
  const scene = useMailScene();

  /** Switches an endpoint off as the server does, and tells the owner by a job. */
  async function switchedOff(changes: object = {}) {
    const { org, api } = scene;
    const { db, inTransaction } = api.deps.database;
    const created = await org.call('POST', '/v1/webhooks', {
      url: 'https://hooks.example.com/a',
      events: ['booking.created'],
    });
    const endpointId: string = created.body.id;
    await db
      .updateTable('webhook_endpoints')
      .set({ active: false, disabled_reason: 'failing', ...changes })
      .where('id', '=', endpointId)
      .execute();
    const tell = () =>
      inTransaction((tx) =>
        api.deps.port(endpointSwitchedOff)(api.deps, tx, {
          organization_id: org.organizationId,
          id: endpointId,
        }),
      );
    return { endpointId, tell };
  }

  test('goes to the owner, each time it happens', async () => {
    const { endpointId, tell } = await switchedOff();
    await tell();
    const [mail, ...others] = await scene.arriving();
    expect(others).toEqual([]);
    expect(mail?.recipients).toEqual([expect.stringMatching(/^owner@org-\d+\.example$/)]);
    expect(mail?.subject).toBe('Webhook switched off: hooks.example.com');
    expect(mail?.text).toContain('Every attempt of the last 5 days has failed.');
    expect(mail?.text).toContain(`POST /v1/webhooks/${endpointId}/replay`);
    await tell();
    expect(await scene.arriving()).toHaveLength(1);
  });

  test('is not written when it is on again or deleted by then', async () => {
    for (const changes of [{ active: true, disabled_reason: null }, { deleted_at: new Date() }]) {
      const { tell } = await switchedOff(changes);
      await tell();
      expect(await scene.arriving()).toEqual([]);
    }
  });
});
