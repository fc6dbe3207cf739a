import { describe, expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';

const scene = useMailScene();
const start = '2026-06-15T14:00:00Z';
const run = (sql: string, values: unknown[]) =>
  scene.api.deps.database.queueConnection.executeSql(sql, values);

async function booked() {
  const { id } = await scene.org.eventType({ reminder_intervals: [] });
  return scene.org.booked(id, start);
}

describe('the organizer of a meeting', () => {
  const organizers = async () =>
    (await scene.arriving()).map(({ invite }) => {
      const organizer = invite?.organizer as unknown as { val: string } | undefined;
      return organizer?.val;
    });

  test('is for the life of a booking who sent its first invite', async () => {
    const booking = await booked();
    expect(new Set(await organizers())).toEqual(new Set(['mailto:bookings@northwind.example']));
    const { from } = scene.api.deps.mail as { from: { address: string } };
    const { address } = from;
    try {
      from.address = 'meet@northwind.example';
      await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`);
      expect(new Set(await organizers())).toEqual(new Set(['mailto:bookings@northwind.example']));
      await booked();
      expect(new Set(await organizers())).toEqual(new Set(['mailto:meet@northwind.example']));
    } finally {
      from.address = address;
    }
  });
});

describe('a host whose address was never filled in', () => {
  test('is sent nothing: the mail is kept with the reason, and nobody is told to answer there', async () => {
    await run('update members set email = $1 where organization_id = $2', [
      'owner@example.com',
      scene.org.organizationId,
    ]);
    const booking = await booked();
    const mails = await scene.arriving();
    expect(mails.map(({ recipients }) => recipients)).toEqual([['alex@example.com']]);
    expect(mails[0]?.replyTo).toBeUndefined();
    const { rows } = await run(
      'select status, attempts, last_error from mails where organization_id = $1 and recipient_role = $2',
      [booking.organization_id, 'host'],
    );
    expect(rows).toEqual([
      {
        status: 'failed',
        attempts: 0,
        last_error: 'Not sent: owner@example.com is a placeholder. Give the host an address that exists.',
      },
    ]);
    scene.api.clock.moveBy(7 * 86_400_000);
    expect(await scene.arriving()).toEqual([]);
  });
});

describe('an organization that says who writes', () => {
  test('is the sender by that name, and has the answers of invitees', async () => {
    const body = { name: 'Northwind', sender_name: 'Northwind Sales', reply_to: 'hello@northwind.test' };
    await scene.api.call('PATCH', '/v1/organization', { key: scene.org.liveKey, body });
    await booked();
    const mails = await scene.arriving();
    expect(mails.length).toBeGreaterThan(1);
    for (const { from, replyTo, recipients } of mails) {
      expect(from).toMatchObject({ name: 'Northwind Sales', address: 'bookings@northwind.example' });
      const isInvitee = recipients.includes('alex@example.com');
      expect(replyTo?.map((box) => box.address)).toEqual([
        isInvitee ? 'hello@northwind.test' : 'alex@example.com',
      ]);
    }
  });
});
