import { describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { factOf, readPage } from '../../../test/harness/read-html.ts';

const scene = useOrganization();
const start = '2026-06-02T10:00:00Z';
const dayMs = 86_400_000;
const tooLate = [409, 'conflict', 'too_late'];

async function booked(cutOffs: object) {
  const { id } = await scene.org.eventType({ title: 'Discovery Call', ...cutOffs });
  const booking = await scene.org.booked(id, start);
  const path = `/v1/bookings/${booking.id}`;
  const token = `token=${booking.cancel_token}`;
  const body = { new_start_time: '2026-06-03T10:00:00Z' };
  return {
    id,
    booking,
    cancel: () => scene.api.call('POST', `${path}/cancel?${token}`),
    move: () => scene.api.call('POST', `${path}/reschedule?${token}`, { body }),
    times: () =>
      scene.api.call(
        'GET',
        `/v1/availability?event_type_id=${id}&start=2026-06-03&end=2026-06-03&booking_id=${booking.id}&${token}`,
      ),
    cancelByKey: () => scene.org.call('POST', `${path}/cancel`),
    moveByKey: () => scene.org.call('POST', `${path}/reschedule`, body),
    page: (query = '') => readPage(scene.api, `/bookings/${booking.id}?${token}${query}`),
  };
}

/** To the instant so long before the start of the booking. */
const waitUntilBefore = (ms: number) =>
  scene.api.clock.moveTo(new Date(Date.parse(start) - ms).toISOString());

describe('the cut-off of cancelling', () => {
  test('lets the bearer cancel at its last moment', async () => {
    const { cancel } = await booked({ cancel_cutoff_minutes: 60 });
    waitUntilBefore(60 * 60_000);
    expect(await cancel()).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  });

  test('keeps the bearer from it afterwards, and nobody with a key', async () => {
    const { cancel, move, cancelByKey } = await booked({ cancel_cutoff_minutes: 60 });
    waitUntilBefore(60 * 60_000 - 1);
    const refused = await cancel();
    expect(refusalOf(refused)).toEqual(tooLate);
    expect(refused.body.error.message).toContain('until 1 hour before it begins');
    expect((await move()).status).toBe(200);
    expect((await cancelByKey()).body.status).toBe('cancelled');
    expect((await cancel()).body.status).toBe('cancelled');
  });

  test('holds as it is now, also for what was booked before it changed', async () => {
    const { id, cancel } = await booked({ cancel_cutoff_minutes: 43_200 });
    expect(refusalOf(await cancel())).toEqual(tooLate);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { cancel_cutoff_minutes: null });
    expect((await cancel()).status).toBe(200);
  });
});

describe('the cut-off of moving', () => {
  test('keeps the bearer from it and lists no times, while a key moves', async () => {
    const { move, times, moveByKey, cancel } = await booked({ reschedule_cutoff_minutes: 1440 });
    expect((await times()).body.slots.length).toBeGreaterThan(0);
    waitUntilBefore(dayMs - 1);
    expect(refusalOf(await move())).toEqual(tooLate);
    expect(refusalOf(await times())).toEqual(tooLate);
    expect((await moveByKey()).status).toBe(200);
    expect((await cancel()).status).toBe(200);
  });

  test('counts from the time that the booking has', async () => {
    const { move, moveByKey } = await booked({ reschedule_cutoff_minutes: 1440 });
    waitUntilBefore(dayMs - 1);
    await moveByKey();
    expect((await move()).status).toBe(200);
  });
});

describe('on the page', () => {
  const offered = ({ document }: { document: Document }) =>
    [...document.querySelectorAll('.button')].map(({ textContent }) => textContent?.trim());

  test('it is told until when, and afterwards what closed and whom to ask', async () => {
    const { page } = await booked({ cancel_cutoff_minutes: 60, reschedule_cutoff_minutes: 120 });
    const before = await page();
    expect(factOf(before.document, 'Move until')).toBe('Tuesday, June 2, 2026, 8:00 AM');
    expect(factOf(before.document, 'Cancel until')).toBe('Tuesday, June 2, 2026, 9:00 AM');
    waitUntilBefore(90 * 60_000);
    const between = await page();
    expect(between.text).toContain('It’s too late for this booking to be moved here.');
    expect(offered(between)).not.toContain('Choose another time');
    expect(offered(between)).toContain('Cancel the booking');
    waitUntilBefore(60_000);
    const after = await page('&action=cancel');
    expect(after.text).toContain('It’s too late for this booking to be moved or cancelled here.');
    expect(offered(after)).not.toContain('Cancel the booking');
  });

  test('nothing is told where only the start ends it', async () => {
    const { page } = await booked({});
    expect((await page()).text).not.toMatch(/until|too late/);
  });
});
