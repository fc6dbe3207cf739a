import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../examples/start-server.ts';

const script = fileURLToPath(new URL('./mail.ts', import.meta.url));

/** Runs `npm run mail` against a server, as in a second terminal. */
const readMail = (url: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [script, ...args], { env: { ASTROCAL_API_URL: url } });

describe('npm run mail', { timeout: 60_000 }, () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  }, 60_000);
  afterAll(() => server.stop());

  it('says so when there is no mail yet', async () => {
    expect((await readMail(server.url)).stdout).toContain('There is no mail yet.');
  });

  it('prints the newest mails, and one of them whole', async () => {
    const monday = new Date(Date.UTC(2030, 5, 17, 14)).toISOString();
    const booked = await fetch(`${server.url}/v1/bookings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.testKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        event_type_id: server.testEventTypeId,
        start_time: monday,
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
        invitee_timezone: 'America/New_York',
      }),
    });
    expect(booked.status).toBe(201);
    const { cancel_token: token } = (await booked.json()) as { cancel_token: string };
    const list = async () => (await readMail(server.url)).stdout;
    await expect.poll(list).toContain(': Test Event with Owner');
    const lines = (await list()).split('\n').filter((line) => /^ +\d /.test(line));
    expect(lines.map((line) => line.includes('captured (test)'))).toEqual([true, true]);
    const invitees = lines.findIndex((line) => line.includes('alex@example.com')) + 1;
    const { stdout } = await readMail(server.url, String(invitees));
    expect(stdout).toContain('To:      Alex Johnson <alex@example.com>');
    expect(stdout).toContain('Monday, June 17, 2030\n10:00 – 10:30 AM');
    expect(stdout).toContain(token);
    const page = /Page: +(\S+)/.exec(stdout)?.[1] ?? '';
    expect((await fetch(page)).status).toBe(200);
    await expect(readMail(server.url, '9')).rejects.toMatchObject({
      stderr: expect.stringContaining('from 1 to 2'),
    });
  });

  it('says how to start a server when none answers', async () => {
    await expect(readMail('http://127.0.0.1:9')).rejects.toMatchObject({
      stderr: expect.stringContaining('npm start'),
    });
  });
});
