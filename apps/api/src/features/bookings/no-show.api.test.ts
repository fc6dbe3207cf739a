import { expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const start = '2026-06-02T10:00:00Z';

async function booked() {
  const { id } = await scene.org.eventType();
  const booking = await scene.org.booked(id, start);
  const path = `/v1/bookings/${booking.id}`;
  return {
    booking,
    read: async () => (await scene.org.call('GET', path)).body,
    say: (no_show: boolean) => scene.org.call('POST', `${path}/no-show`, { no_show }),
    cancel: () => scene.org.call('POST', `${path}/cancel`),
    told: async () =>
      (await scene.org.events())
        .filter(({ event, data }) => event === 'booking.no_show' && data.id === booking.id)
        .map(({ data }) => [data.no_show_at, data.revision]),
  };
}

test('from the start on it is said that the invitee did not come, and told once', async () => {
  const { booking, say, read, told } = await booked();
  scene.api.clock.moveTo(start);
  const answer = await say(true);
  const marked = { no_show_at: start, status: 'confirmed', revision: 1, updated_at: start };
  expect(answer).toMatchObject({ status: 200, body: { ...booking, ...marked } });
  scene.api.clock.moveBy(60_000);
  expect((await say(true)).body).toEqual(answer.body);
  expect(await read()).toEqual(answer.body);
  expect(await told()).toEqual([[start, 1]]);
});

test('it is taken back, and can be said again', async () => {
  const { say, told } = await booked();
  scene.api.clock.moveTo('2026-06-02T11:00:00Z');
  await say(true);
  expect((await say(false)).body).toMatchObject({ no_show_at: null, revision: 2 });
  expect((await say(true)).body).toMatchObject({ no_show_at: '2026-06-02T11:00:00Z', revision: 3 });
  expect(await told()).toEqual([
    ['2026-06-02T11:00:00Z', 1],
    [null, 2],
    ['2026-06-02T11:00:00Z', 3],
  ]);
});

test('before the start nobody can have missed it; that they came so far changes nothing', async () => {
  const { booking, say } = await booked();
  scene.api.clock.moveTo('2026-06-02T09:59:59Z');
  expect(refusalOf(await say(true)).slice(0, 2)).toEqual([409, 'conflict']);
  expect((await say(false)).body).toEqual(booking);
});

test('of what is cancelled it is not said', async () => {
  const { say, cancel } = await booked();
  await cancel();
  scene.api.clock.moveTo(start);
  expect(refusalOf(await say(true)).slice(0, 2)).toEqual([409, 'booking_cancelled']);
});

test('one of two at once is told, and eight are no more than that', async () => {
  const { say, read, told } = await booked();
  scene.api.clock.moveTo(start);
  const answers = await Promise.all(Array.from({ length: 8 }, () => say(true)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await read()).toMatchObject({ no_show_at: start, revision: 1 });
  expect(await told()).toEqual([[start, 1]]);
});

test('the bearer of the token cannot say it', async () => {
  const { booking } = await booked();
  scene.api.clock.moveTo(start);
  const path = `/v1/bookings/${booking.id}/no-show?token=${booking.cancel_token}`;
  expect((await scene.api.call('POST', path, { body: { no_show: true } })).status).toBeOneOf([400, 401]);
});
