import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { createTestOrganization, type TestOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { buildApp } from '../../app.ts';

describe('/dev/mail', () => {
  let api: TestApi;
  let org: TestOrganization;
  let server: Awaited<ReturnType<typeof buildApp>>;
  // biome-ignore lint/suspicious/noExplicitAny: as the API answers it
  let booking: any;
  const read = (url: string, headers: Record<string, string> = {}) =>
    server.inject({ method: 'GET', url, headers: { host: 'localhost:3000', ...headers } });
  const newest = async () => (await read('/dev/mail.json')).json().data;

  beforeAll(async () => {
    api = await createTestApi();
    server = await buildApp(api.deps, { devMail: 'this machine' });
    org = await createTestOrganization(api);
    const { id } = await org.eventType({ title: '<i>Call</i> & "more"' });
    booking = await org.booked(id, '2026-06-15T14:00:00Z', {
      invitee_name: 'Alex <script>alert(1)</script>',
      invitee_email: 'alex@example.com',
    });
    await runDueJobs(api);
    api.clock.moveBy(60_000);
    await org.call('POST', `/v1/bookings/${booking.id}/cancel`);
    await runDueJobs(api);
  });
  afterAll(async () => {
    await server.close();
    await api.close();
  });

  test('lists the mails, newest first', async () => {
    const { statusCode, headers, body } = await read('/dev/mail');
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const subjects = [...body.matchAll(/<a href="mail\/mml_\w+">(\S+) /g)].map(([, first]) => first);
    expect(subjects).toEqual(['Cancelled:', 'Cancelled:', 'New', 'Mon,']);
    expect(body).toContain('captured');
    expect(body).toContain('alex@example.com');
    expect((await newest()).map(({ subject }: { subject: string }) => subject.split(' ')[0])).toEqual(
      subjects,
    );
  });

  test('says of a mail that was overtaken that it is, and why', async () => {
    const reason = 'The booking has changed since: a newer mail tells how.';
    const [mail] = await newest();
    const update = api.deps.database.db.updateTable('mails').where('id', '=', mail.id);
    await update.set({ status: 'superseded', last_error: reason }).execute();
    const list = (await read('/dev/mail')).body;
    expect(list).toContain('<span class="tag">superseded</span>');
    for (const shown of [list, (await read(`/dev/mail/${mail.id}`)).body]) expect(shown).toContain(reason);
    expect((await newest())[0]).toMatchObject({ status: 'superseded', last_error: reason });
    await update.set({ status: 'captured', last_error: null }).execute();
  });

  test('says of a mail that waits until when, and why', async () => {
    const reason = 'At most 30 mails an hour reach one address: this one waits.';
    const [mail] = await newest();
    const update = api.deps.database.db.updateTable('mails').where('id', '=', mail.id);
    const next_attempt_at = new Date('2026-06-01T09:00:00Z');
    await update.set({ status: 'pending', next_attempt_at, last_error: reason }).execute();
    const pages = [(await read('/dev/mail')).body, (await read(`/dev/mail/${mail.id}`)).body];
    for (const shown of pages) {
      expect(shown).toContain(reason);
      expect(shown).toMatch(/next attempt[^\d]*2026-06-01[ T]09:00:00Z/i);
    }
    expect((await newest())[0]).toMatchObject({
      next_attempt_at: '2026-06-01T09:00:00Z',
      last_error: reason,
    });
    await update.set({ status: 'captured', next_attempt_at: null, last_error: null }).execute();
  });

  test('shows one with its text, its headers, its invite and its HTML in a frame without scripts', async () => {
    const mail = (await newest()).find(({ subject }: { subject: string }) => subject.startsWith('Mon,'));
    const { body } = await read(`/dev/mail/${mail.id}`);
    for (const shown of ['bookings@astrocal.test', mail.id, 'BEGIN:VEVENT', booking.cancel_token])
      expect(body).toContain(shown);
    expect(body).toContain(
      `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="${mail.id}/html"`,
    );
    expect(body).toContain('BEGIN:VCALENDAR<br>PRODID');
    const framed = await read(`/dev/mail/${mail.id}/html`);
    expect(framed.body).toContain('You’re booked');
    expect(framed.body).toContain('<base target="_blank">');
    expect(framed.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox allow-popups/);
    const invite = await read(`/dev/mail/${mail.id}/invite.ics`);
    expect(invite.headers['content-disposition']).toContain('invite.ics');
    expect(invite.body).toContain(`UID:${booking.id}`);
  });

  test('shows what people wrote as text, and lets nothing run', async () => {
    const [{ id }] = await newest();
    for (const path of ['/dev/mail', `/dev/mail/${id}`, `/dev/mail/${id}/html`]) {
      const { body, headers } = await read(path);
      expect(body).toContain('&lt;i&gt;Call&lt;/i&gt; &amp; &quot;more&quot;');
      expect(body).not.toMatch(/<script|<i>/);
      const policy = String(headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none'/);
      expect(policy).not.toContain('script-src');
    }
  });

  test('is closed to the pages of others', async () => {
    const [{ id }] = await newest();
    for (const path of ['/dev/mail', '/dev/mail.json', `/dev/mail/${id}`]) {
      const { headers } = await read(path, { origin: 'https://evil.example' });
      expect(headers['access-control-allow-origin']).toBeUndefined();
      const named = await read(path, { host: 'rebound.evil.example:3000' });
      expect([named.statusCode, named.json().error.code]).toEqual([404, 'not_found']);
      for (const host of ['127.0.0.1:3000', '[::1]:3000', 'astrocal.test'])
        expect((await read(path, { host })).statusCode).toBe(200);
    }
  });

  test('does not exist unless it is asked for, nor do mails that do not', async () => {
    const [{ id }] = await newest();
    for (const path of ['/dev/mail', '/dev/mail.json', `/dev/mail/${id}`, `/dev/mail/${id}/html`])
      expect((await api.server.inject({ url: path, headers: { host: 'localhost' } })).statusCode).toBe(404);
    for (const path of ['mml_0', '%00', `${id}x/html`, 'x/invite.ics'])
      expect((await read(`/dev/mail/${path}`)).statusCode).toBe(404);
  });
});
