import { describe, expect, test } from 'vitest';
import { useOrganization } from '../../../test/harness/organization.ts';
import { factOf, readPage } from '../../../test/harness/read-html.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { entryOf, joined } from '../../../test/harness/waitlist-scene.ts';

const scene = useOrganization();
const start = '2026-06-15T14:00:00Z';

interface Entry {
  readonly id: string;
  readonly cancel_token: string;
}
const pageOf = ({ id, cancel_token }: Entry, query = '') => `/waitlist/${id}?token=${cancel_token}${query}`;
const read = (path: string, method?: string) => readPage(scene.api, path, method ? { method } : {});
const headingOf = ({ document }: { document: Document }) => document.querySelector('h1')?.textContent;

/** Somebody who waits for a time that is taken, and the booking that takes it. */
async function waiting() {
  const { id } = await scene.org.eventType({ title: 'Yoga class', waitlist_enabled: true });
  const booking = await scene.org.booked(id, start);
  return { booking, entry: await joined(scene.org, id, start, { notes: 'Any spot' }) };
}

describe('the page of a waitlist entry', () => {
  test('tells who waits what for, in their zone', async () => {
    const { entry } = await waiting();
    const page = await read(pageOf(entry));
    expect([page.status, headingOf(page)]).toEqual([200, 'You are on the waitlist']);
    for (const shown of [
      'Yoga class',
      'Monday, June 15, 2026, 11:00 PM',
      'Seoul time',
      'Kim Lee',
      'Any spot',
    ])
      expect(page.text).toContain(shown);
    expect(page.text).toContain('Leave the waitlist');
  });

  test('asks before anybody leaves; opening it changes nothing', async () => {
    const { entry } = await waiting();
    for (const method of ['GET', 'HEAD']) await read(pageOf(entry, '&action=cancel'), method);
    expect((await entryOf(scene.org, entry)).status).toBe('waiting');
    const page = await read(pageOf(entry, '&action=cancel'));
    expect([headingOf(page), page.document.querySelector('form')?.method]).toEqual([
      'Leave the waitlist?',
      'post',
    ]);
    expect(page.text).toContain('Monday, June 15, 2026, 11:00 PM (Seoul time)');
  });

  test('its form leaves the line, once, and leads back', async () => {
    const { entry } = await waiting();
    for (const time of ['first', 'second']) {
      const { status, headers } = await readPage(scene.api, pageOf(entry, '&action=cancel'), { form: {} });
      expect([time, status, headers.location]).toEqual([time, 303, `../${pageOf(entry).slice(1)}`]);
    }
    expect((await entryOf(scene.org, entry)).status).toBe('cancelled');
    expect(headingOf(await read(pageOf(entry, '&action=cancel')))).toBe('You have left the waitlist');
  });

  test('says when a spot was booked, and that it cannot be left any more', async () => {
    const { entry, booking } = await waiting();
    await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`);
    await runDueJobs(scene.api);
    expect(headingOf(await read(pageOf(entry)))).toBe('A spot opened, and it is yours');
    const { status, text } = await readPage(scene.api, pageOf(entry, '&action=cancel'), { form: {} });
    expect(status).toBe(409);
    expect(text).toContain('Cancel that booking instead');
  });

  test('says when the wait is over, and where to look next', async () => {
    const { entry } = await waiting();
    scene.api.clock.moveTo(start);
    const page = await read(pageOf(entry));
    expect(headingOf(page)).toBe('No spot opened in time');
    expect(page.text).toContain('Look for another time');
  });

  test('any time', async () => {
    const { id } = await scene.org.eventType({
      waitlist_enabled: true,
      booking_cap: 1,
      booking_cap_period: 'daily',
    });
    await scene.org.booked(id, start);
    const entry = await joined(scene.org, id, null);
    expect(factOf((await read(pageOf(entry))).document, 'When')).toBe('Any time');
  });
});

test('without its token it is the page of a wrong link, and another site’s form does nothing', async () => {
  const { entry, booking } = await waiting();
  const wrong = [
    `/waitlist/${entry.id}`,
    `/waitlist/${entry.id}?token=wrong&action=cancel`,
    `/waitlist/${entry.id}?token=${booking.cancel_token}`,
    `/waitlist/odd?token=x`,
  ];
  const pages = await Promise.all(wrong.map((path) => read(path)));
  expect(pages.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  expect(new Set(pages.map(({ body }) => body)).size).toBe(1);
  const post = (path: string, headers = {}) => readPage(scene.api, path, { form: {}, headers });
  const sent = await post(`${wrong[1]}`);
  expect([sent.status, sent.body]).toEqual([401, pages[0]?.body]);
  expect((await post(pageOf(entry, '&action=cancel'), { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await post(pageOf(entry))).status).toBe(400);
  expect((await entryOf(scene.org, entry)).status).toBe('waiting');
});
