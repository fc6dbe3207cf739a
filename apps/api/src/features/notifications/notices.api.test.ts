import { describe, expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import { refusalOf } from '../../../test/harness/organization.ts';

const scene = useMailScene('embedded');
const start = '2026-06-15T14:00:00Z';
const priya = { name: 'Priya Rao', email: 'priya@example.com' };
const party = [{ name: 'Alex Johnson', email: 'alex@example.com' }, priya];
const people = ['alex@example.com', 'priya@example.com'];

const newest = async () =>
  (await scene.arriving()).flatMap(({ recipients }) => recipients).filter((each) => people.includes(each));
const newestOfHosts = async () =>
  (await scene.arriving()).flatMap(({ recipients }) => recipients).filter((each) => !people.includes(each));

async function booked(eventType: object, fields: object = {}) {
  const { id } = await scene.org.eventType({ max_attendees: 4, reminder_intervals: [], ...eventType });
  const booking = await scene.org.booked(id, start, { attendees: party, ...fields });
  const path = `/v1/bookings/${booking.id}`;
  return {
    id,
    move: (fields: object = {}) =>
      scene.org.call('POST', `${path}/reschedule`, { new_start_time: '2026-06-16T14:00:00Z', ...fields }),
    cancel: (fields: object = {}) => scene.org.call('POST', `${path}/cancel`, fields),
    moveByToken: (fields: object) =>
      scene.api.call('POST', `${path}/reschedule?token=${booking.cancel_token}`, {
        body: { new_start_time: '2026-06-16T14:00:00Z', ...fields },
      }),
  };
}

describe('an event type', () => {
  test('mails the party alone where its hosts want no confirmations', async () => {
    await booked({ notifications: { host: { confirmation: false } } });
    expect((await scene.arriving()).map(({ recipients }) => recipients[0])).toEqual(people);
  });

  test('mails nobody of the party what is switched off, and all the rest', async () => {
    const { cancel } = await booked({ notifications: { invitee: { confirmation: false } } });
    expect((await newestOfHosts()).length).toBe(1);
    await cancel();
    expect(await newest()).toEqual(people);
  });

  test('reminds whoever it sent no confirmation', async () => {
    const notifications = {
      invitee: { confirmation: false },
      host: { confirmation: false, change: false, cancellation: false },
    };
    await booked({ reminder_intervals: [60], notifications });
    expect(await scene.arriving()).toEqual([]);
    scene.api.clock.moveTo('2026-06-15T13:00:00Z');
    expect(await newest()).toEqual(people);
  });

  test('reminds nobody where that is switched off', async () => {
    await booked({ reminder_intervals: [60], notifications: { invitee: { reminder: false } } });
    await scene.arriving();
    scene.api.clock.moveTo('2026-06-15T13:00:00Z');
    expect(await scene.arriving()).toEqual([]);
  });
});

describe('notify: false', () => {
  test('mails nobody that it was booked, and reminds all the same', async () => {
    await booked({ reminder_intervals: [60] }, { notify: false });
    expect(await scene.arriving()).toEqual([]);
    scene.api.clock.moveTo('2026-06-15T13:00:00Z');
    expect(await newest()).toEqual(people);
  });

  test('mails nobody of a cancellation; the log tells it', async () => {
    const { cancel } = await booked({});
    await scene.arriving();
    expect((await cancel({ notify: false })).body.status).toBe('cancelled');
    expect(await scene.arriving()).toEqual([]);
    const [last] = (await scene.org.events()).slice(-1);
    expect(last).toMatchObject({ event: 'booking.cancelled' });
    expect(JSON.stringify(last)).not.toMatch(/silent|notify/);
  });

  test('is not for whoever has the token only', async () => {
    const { moveByToken } = await booked({});
    expect(refusalOf(await moveByToken({ notify: false }))).toEqual([400, 'validation_error', 'body.notify']);
    expect((await moveByToken({ notify: true })).status).toBe(200);
  });
});
