import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readMails, startMailServer } from '../harness/mail-server.ts';
import { startMain, temporaryDirectory } from '../harness/main-process.ts';

// 2030: the server's clock is the real one.
const start_time = '2030-06-17T14:00:00Z';
const secret = 'kL2nv84hGq0xZt7RwYb1dMs5uCe9fAjP';

test('a server that is given a mail server sends live mail through it, and shows it only while developing', {
  timeout: 120_000,
}, async () => {
  const mailServer = await startMailServer();
  const directory = await temporaryDirectory();
  const environment = {
    ASTROCAL_SMTP_URL: mailServer.url,
    ASTROCAL_MAIL_FROM: 'Acme Studio <bookings@acme.example>',
    ASTROCAL_OWNER_EMAIL: 'sam@acme.example',
    ASTROCAL_SECRET_KEY: secret,
  };
  let server = await startMain(directory, environment);
  await server.said();
  const { live_key: key } = JSON.parse(
    await readFile(path.join(directory, '.astrocal', 'credentials.json'), 'utf8'),
  );
  const call = async (method: string, where: string, body: object) => {
    const answer = await fetch(server.url + where, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.ok).toBe(true);
    return (await answer.json()) as { id: string };
  };
  const { id } = await call('POST', '/v1/event-types', {
    title: 'A call',
    slug: 'call',
    duration_minutes: 30,
  });
  const rules = [{ day_of_week: 1, start_time: '09:00', end_time: '17:00' }];
  await call('PUT', `/v1/event-types/${id}/availability`, { timezone: 'UTC', rules });
  await call('POST', '/v1/bookings', {
    event_type_id: id,
    start_time,
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
  });
  await expect.poll(() => mailServer.received.length).toBe(2);
  const [toAlex, toSam] = await readMails(mailServer.received);
  expect([toAlex?.recipients, toSam?.recipients]).toEqual([['alex@example.com'], ['sam@acme.example']]);
  expect(toAlex?.from).toMatchObject({ name: 'Acme Studio', address: 'bookings@acme.example' });
  expect(toAlex?.messageId).toMatch(/^<mml_\w{26}@acme\.example>$/);
  expect(toAlex?.text).toContain(`${server.url}/bookings/`);
  expect(await (await fetch(`${server.url}/dev/mail`)).text()).toContain(', 2:00 PM: A call with Owner');
  expect(await server.ended('SIGTERM')).toBe(0);

  server = await startMain(directory, { ...environment, NODE_ENV: 'production' });
  await server.said();
  expect(server.output()).not.toContain('/dev/mail');
  for (const where of ['/dev/mail', '/dev/mail.json'])
    expect((await fetch(server.url + where)).status).toBe(404);
  expect(await server.ended('SIGTERM')).toBe(0);

  const { ASTROCAL_SMTP_URL, ASTROCAL_MAIL_FROM, ...without } = environment;
  server = await startMain(directory, { ...without, NODE_ENV: 'production' });
  await server.said();
  expect(server.output()).toContain(
    'ASTROCAL_SMTP_URL is not set: mail is kept in the database and not sent.',
  );
  expect(await server.ended('SIGTERM')).toBe(0);
  await mailServer.close();
});
