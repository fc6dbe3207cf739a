import { expect, test } from 'vitest';
import { useMailScene } from '../../../test/harness/mail-scene.ts';
import { createTestOrganization } from '../../../test/harness/organization.ts';
import { readPage } from '../../../test/harness/read-html.ts';

const scene = useMailScene();
const start = '2026-06-15T14:00:00Z';

/** A booking with the link that its invite holds, as a path of the server. */
async function bookedWithLink() {
  const { org, arriving } = scene;
  const { id } = await org.eventType({ reminder_intervals: [] });
  const booking = await org.booked(id, start);
  const [mail] = await arriving();
  const link = new URL(String(mail?.invite?.url));
  return { booking, path: link.pathname + link.search, view: link.searchParams.get('view') ?? '' };
}

test('shows the booking, and neither a token nor a way to change it', async () => {
  const { booking, path } = await bookedWithLink();
  const shown = await readPage(scene.api, path);
  expect(shown.status).toBe(200);
  expect(shown.text).toContain('Your booking is confirmed');
  expect(shown.text).toContain('Monday, June 15, 2026');
  const html = shown.document.documentElement.outerHTML;
  for (const secret of [booking.cancel_token, 'token=', 'action=cancel', 'action=reschedule', '<form'])
    expect(html).not.toContain(secret);
  expect(shown.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  for (const action of ['cancel', 'reschedule']) {
    const asked = await readPage(scene.api, `${path}&action=${action}`);
    expect(asked.document.querySelector('form')).toBeNull();
  }
});

test('can do nothing else', async () => {
  const { booking, path, view } = await bookedWithLink();
  const asForm = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  const send = (url: string, payload = '') =>
    scene.api.server.inject({ method: 'POST', url, headers: asForm, payload });
  const tried = [
    await send(`${path}&action=cancel`),
    await send(`${path}&action=cancel&token=${encodeURIComponent(view)}`),
    await send(`${path}&action=reschedule`, 'new_start_time=2026-06-16T14:00:00Z'),
    await scene.api.server.inject({ url: path.replace('?', '/calendar.ics?') }),
  ];
  expect(tried.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401, 401]);
  const api = `/v1/bookings/${booking.id}`;
  for (const query of [`?view=${view}`, `?token=${view}`]) {
    expect((await scene.api.call('GET', `${api}${query}`)).status).toBe(401);
    expect((await scene.api.call('POST', `${api}/cancel${query}`)).status).toBe(401);
    const body = { new_start_time: '2026-06-16T14:00:00Z' };
    expect((await scene.api.call('POST', `${api}/reschedule${query}`, { body })).status).toBe(401);
  }
  expect((await scene.org.call('GET', api)).body).toMatchObject({ status: 'confirmed', start_time: start });
});

test('is of one booking: another id, another organization and a letter changed are refused alike', async () => {
  const { booking, view } = await bookedWithLink();
  const other = await createTestOrganization(scene.api, 'live');
  const { id } = await other.eventType({ reminder_intervals: [] });
  const foreign = await other.booked(id, start);
  await scene.arriving();
  const [organization = '', code = ''] = view.split('.');
  const page = (bookingId: string, text: string) =>
    readPage(scene.api, `/bookings/${bookingId}?view=${encodeURIComponent(text)}`);
  const refused = [
    await page(foreign.id, view),
    await page(foreign.id, `${foreign.organization_id}.${code}`),
    await page(booking.id, `${foreign.organization_id}.${code}`),
    await page(booking.id, `${organization}.${code.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`),
    await page(booking.id, `${view}x`),
    await page(booking.id, organization),
    await page(booking.id, ''),
    await page('bkg_x', view),
  ];
  expect(refused.map(({ status }) => status)).toEqual(Array(8).fill(401));
  expect(new Set(refused.map(({ text }) => text)).size).toBe(1);
  expect(refused[0]?.text).toContain('This link is incomplete or out of date.');
});

test('a link with the token works as ever, and its calendar file holds the other link', async () => {
  const { booking, view } = await bookedWithLink();
  const managed = await readPage(scene.api, `/bookings/${booking.id}?token=${booking.cancel_token}&view=x`);
  expect(managed.document.documentElement.outerHTML).toContain('action=cancel');
  const file = await scene.api.server.inject({
    url: `/bookings/${booking.id}/calendar.ics?token=${booking.cancel_token}`,
  });
  const text = file.body.replaceAll('\r\n ', '');
  expect(text).toContain(`?view=${view}`);
  expect(text).toContain('mailto:bookings@northwind.example');
  expect(text).not.toContain(booking.cancel_token);
});
