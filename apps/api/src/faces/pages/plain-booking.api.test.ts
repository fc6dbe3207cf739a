import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { limitedServer } from '../../../test/harness/limited-api.ts';
import { useOrganization } from '../../../test/harness/organization.ts';
import { type PageAnswer, readPage } from '../../../test/harness/read-html.ts';

const scene = useOrganization();
/** As many characters as notes may have, of which a form sends the line break as two. */
const notes = `A plan\n${'x'.repeat(993)}`;
const alex = {
  name: 'Alex Johnson',
  email: 'alex@example.com',
  notes: notes.replace('\n', '\r\n'),
};

/** The address of an event type's page. */
async function pageOf({ id }: { readonly id: string }): Promise<string> {
  const { headers } = await scene.api.server.inject(`/book/${id}`);
  return String(headers.location).replace('../', '/');
}

const fieldsOf = ({ document }: PageAnswer, method: string) => {
  const form = document.querySelector(`form[method="${method}"]`);
  const fields = form?.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input,select,textarea') ?? [];
  return [...fields].filter(({ type }) => type !== 'radio');
};
/** What the form would send, with this in it. */
const filled = (page: PageAnswer, given: Record<string, string>) => ({
  ...Object.fromEntries(fieldsOf(page, 'post').map(({ name, value }) => [name, value])),
  ...given,
});
const timesOf = ({ document }: PageAnswer) =>
  [...document.querySelectorAll<HTMLInputElement>('input[name=start_time]')].map(({ value }) => value);
const send = (path: string, form: Record<string, string>, headers = {}) =>
  readPage(scene.api, path, { form, headers });
const bookingsOf = async ({ id }: { readonly id: string }) =>
  (await scene.org.call('GET', `/v1/bookings?event_type_id=${id}`)).body.data;

describe('booking without JavaScript', () => {
  test('is a day, one of its times and a name: the booking’s own page follows', async () => {
    const eventType = await scene.org.eventType({ title: 'Discovery Call', duration_options: [30, 60] });
    const path = await pageOf(eventType);
    const first = await readPage(scene.api, path);
    expect(first.document.querySelectorAll('noscript form[method=get] input')).toHaveLength(1);

    const day = await readPage(scene.api, `${path}?date=2026-06-16&timezone=Europe/Berlin&duration=60`);
    expect(day.status).toBe(200);
    expect(fieldsOf(day, 'get').map(({ name, value }) => [name, value])).toEqual([
      ['date', '2026-06-16'],
      ['duration', '60'],
      ['timezone', 'Europe/Berlin'],
    ]);
    expect(timesOf(day)).toEqual(await scene.org.starts(eventType.id, '2026-06-16', { duration: '60' }));
    expect(day.text).toContain('Times of this day, Berlin time');
    expect(day.text).toContain('11:00 AM');

    const sent = await send(path, filled(day, { ...alex, start_time: timesOf(day)[1] ?? '' }));
    expect(sent.status).toBe(303);
    const [booking, ...others] = await bookingsOf(eventType);
    expect(others).toEqual([]);
    expect(booking).toMatchObject({
      invitee_name: 'Alex Johnson',
      invitee_email: 'alex@example.com',
      invitee_timezone: 'Europe/Berlin',
      notes,
      event_type: { duration: 60 },
    });
    const { pathname, search } = new URL(String(sent.headers.location), `http://server${path}`);
    expect(pathname + search).toBe(`/bookings/${booking.id}?token=${booking.cancel_token}`);
    expect((await readPage(scene.api, pathname + search)).text).toContain('Your booking is confirmed');
  });

  test('pressing twice books once', async () => {
    const eventType = await scene.org.eventType();
    const path = await pageOf(eventType);
    const day = await readPage(scene.api, `${path}?date=2026-06-16`);
    const form = filled(day, { ...alex, start_time: timesOf(day)[0] ?? '' });
    const [first, second] = [await send(path, form), await send(path, form)];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.location).toBe(first.headers.location);
    expect(await bookingsOf(eventType)).toHaveLength(1);
  });

  test('a time that has just gone is answered with those that are left, and nothing has to be written again', async () => {
    const eventType = await scene.org.eventType();
    const path = await pageOf(eventType);
    const day = await readPage(scene.api, `${path}?date=2026-06-16`);
    const [taken = '', next = ''] = timesOf(day);
    await scene.org.booked(eventType.id, taken);
    const answer = await send(path, filled(day, { ...alex, start_time: taken }));
    expect(answer.status).toBe(409);
    expect(answer.document.querySelector('[role=alert]')?.textContent).toContain(
      'This time is already booked',
    );
    expect(timesOf(answer)).not.toContain(taken);
    const again = filled(answer, { start_time: next });
    expect(again).toMatchObject({ name: alex.name, email: alex.email });
    expect((await send(path, again)).status).toBe(303);
  });

  test.each([
    [{ email: 'nobody' }, 'email: must be an e-mail address'],
    [{ name: ' ' }, 'name: must hold a visible character'],
    [{ start_time: '' }, 'start_time: must be'],
  ])('%j is refused as the API refuses it', async (wrong, told) => {
    const eventType = await scene.org.eventType();
    const path = await pageOf(eventType);
    const day = await readPage(scene.api, `${path}?date=2026-06-16`);
    const { status, document } = await send(path, {
      ...filled(day, { ...alex, start_time: timesOf(day)[0] ?? '' }),
      ...wrong,
    });
    expect(status).toBe(400);
    expect(document.querySelector('[role=alert]')?.textContent).toContain(told);
    expect(await bookingsOf(eventType)).toEqual([]);
  });

  test('another site’s form and an opened address book nothing', async () => {
    const eventType = await scene.org.eventType();
    const path = await pageOf(eventType);
    const day = await readPage(scene.api, `${path}?date=2026-06-16`);
    const form = filled(day, { ...alex, start_time: timesOf(day)[0] ?? '' });
    expect((await send(path, form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await readPage(scene.api, `${path}?${new URLSearchParams(form)}`)).status).toBe(200);
    expect(await bookingsOf(eventType)).toEqual([]);
    expect((await send(path, form, { 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  test('an event type that is gone, an odd date and a day without times are told', async () => {
    const eventType = await scene.org.eventType({}, { timezone: 'UTC', rules: [] });
    const path = await pageOf(eventType);
    expect((await readPage(scene.api, `${path}?date=2026-06-16`)).text).toContain(
      'Nothing is free on this day',
    );
    expect((await readPage(scene.api, `${path}?date=soon`)).text).toContain('The times could not be read');
    await scene.org.call('DELETE', `/v1/event-types/${eventType.id}`);
    expect((await send(path, { date: '2026-06-16' })).status).toBe(404);
  });

  test('counts to the limits of the visitor’s address, as the widget does', async () => {
    const { server } = await limitedServer(scene.api, { plan: 'free' });
    const path = await pageOf(await scene.org.eventType());
    const book = (remoteAddress: string) =>
      server.inject({
        method: 'POST',
        url: path,
        remoteAddress,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'email=nobody',
      });
    for (let i = 0; i < 10; i++) expect((await book('203.0.113.9')).statusCode).toBe(400);
    const refused = await book('203.0.113.9');
    expect(refused.statusCode).toBe(429);
    expect(refused.body).toContain('Too many requests. Try again in ');
    expect(refused.headers).toMatchObject({
      'retry-after': expect.stringMatching(/^[1-9]\d*$/),
      'x-ratelimit-limit': '10',
      'x-ratelimit-remaining': '0',
    });
    expect((await book('203.0.113.10')).statusCode).toBe(400);
    await server.close();
  });

  test('says when to try again while the database cannot answer, with what was written', async () => {
    const lock = () =>
      Promise.reject(Object.assign(new Error('stopping'), { code: '57P01', severity: 'FATAL' }));
    const guards = { ...scene.api.deps.guards, lock };
    const { server } = await limitedServer(scene.api, { plan: 'unlimited', deps: { guards } });
    const path = await pageOf(await scene.org.eventType());
    const day = await readPage(scene.api, `${path}?date=2026-06-16`);
    const form = filled(day, { ...alex, start_time: timesOf(day)[0] ?? '' });
    const refused = await readPage({ server, deps: scene.api.deps }, path, { form });
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '2']);
    expect(refused.document.querySelector('[role=alert]')?.textContent).toContain(
      'not available right now. Please try again',
    );
    expect(filled(refused, {})).toMatchObject({ name: alex.name, email: alex.email });
    await server.close();
  });
});

test('a form that is on its way while the server closes is still answered', async () => {
  const { server } = await limitedServer(scene.api, { plan: 'unlimited' });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const eventType = await scene.org.eventType();
  const path = await pageOf(eventType);
  const day = await readPage(scene.api, `${path}?date=2026-06-16`);
  const [first = '', second = ''] = timesOf(day);
  await scene.org.booked(eventType.id, first);
  const sendings: { payload: string; request: ClientRequest }[] = [];
  for (const start_time of [first, second]) {
    const payload = new URLSearchParams(filled(day, { ...alex, start_time, key: '' })).toString();
    const arrived = once(server.server, 'request');
    sendings.push({ payload, request: startSending(port, path, payload.length) });
    await arrived;
  }
  const closed = server.close();
  await expect.poll(() => server.server.listening, { timeout: 10_000 }).toBe(false);
  const answers = sendings.map(async ({ payload, request }) => {
    request.end(payload);
    const [answer] = await once(request, 'response');
    return [answer.statusCode, (await text(answer)).includes('name="start_time"')];
  });
  expect(await Promise.all(answers)).toEqual([
    [409, true],
    [303, false],
  ]);
  await closed;
});

/** A form of which the server has the head, and waits for the rest. */
function startSending(port: number, path: string, length: number): ClientRequest {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': length };
  const sending = request({ port, path, method: 'POST', headers, agent: false });
  sending.flushHeaders();
  return sending;
}
