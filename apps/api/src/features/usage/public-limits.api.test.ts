import { beforeEach, describe, expect, test } from 'vitest';
import { type LimitedServer, limitedServer, statusCounts } from '../../../test/harness/limited-api.ts';
import { useOrganization } from '../../../test/harness/organization.ts';

describe.each(['postgres', 'embedded'] as const)('callers without a key (%s)', (kind) => {
  const scene = useOrganization(kind);
  let eventType: { id: string };
  let address: string;
  let addresses = 0;
  beforeEach(async () => {
    eventType = await scene.org.eventType();
    address = `198.51.100.${++addresses}`;
  });

  const slots = () => `/v1/availability?event_type_id=${eventType.id}&start=2026-06-02&end=2026-06-02`;
  const read = (server: LimitedServer, from = address, headers = {}) =>
    server.call('GET', slots(), { address: from, headers });
  async function readTimes(server: LimitedServer, times: number, from?: string, headers?: object) {
    const answers = [];
    for (let i = 0; i < times; i++) answers.push(await read(server, from, headers));
    return answers;
  }
  const book = (server: LimitedServer, minute: number) =>
    server.call('POST', '/v1/bookings', {
      address,
      body: {
        event_type_id: eventType.id,
        start_time: `2026-06-02T09:${String(minute).padStart(2, '0')}:00Z`,
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
      },
    });

  test('read availability 60 times a minute, each address for itself', async () => {
    const server = await limitedServer(scene.api, { plan: 'free' });
    const answers = await readTimes(server, 62);
    expect(statusCounts(answers)).toEqual({ 200: 60, 429: 2 });
    expect(answers[0]?.headers).toMatchObject({ 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '59' });
    expect(answers[61]?.body.error).toMatchObject({
      limit: 60,
      window: '1m',
      tier: 'public',
      retry_after: 60,
    });
    expect((await read(server, '192.0.2.1')).status).toBe(200);
    scene.api.clock.moveBy(60_000);
    expect((await read(server)).status).toBe(200);
  });

  test('create 10 bookings or waitlist entries a minute, refused ones among them, and reading does not take from it', async () => {
    const server = await limitedServer(scene.api, { plan: 'free' });
    await readTimes(server, 60);
    const answers = [];
    for (let minute = 0; minute < 12; minute++) answers.push(await book(server, minute));
    expect(statusCounts(answers)).toEqual({ 201: 1, 409: 9, 429: 2 });
    const join = await server.call('POST', '/v1/waitlist', { address, body: {} });
    expect(join.status).toBe(429);
  });

  test('with a key are counted by the key alone', async () => {
    const server = await limitedServer(scene.api, { plan: 'launch' });
    const key = scene.org.testKey;
    for (let i = 0; i < 70; i++)
      expect((await server.call('GET', slots(), { key, address })).status).toBe(200);
    expect((await read(server)).headers['x-ratelimit-remaining']).toBe('59');
  });

  test('come from the address of the socket: a header that anybody can write changes nothing', async () => {
    const server = await limitedServer(scene.api, { plan: 'free' });
    const answers = [];
    for (let i = 0; i < 62; i++)
      answers.push(
        await read(server, address, { 'x-forwarded-for': `192.0.2.${i}`, forwarded: `for=192.0.2.${i}` }),
      );
    expect(statusCounts(answers)).toEqual({ 200: 60, 429: 2 });
  });

  test('come from where a trusted proxy says, and cannot forge more in front of it', async () => {
    const server = await limitedServer(scene.api, { plan: 'free', trustProxy: [address] });
    const behind = (client: string) => ({ 'x-forwarded-for': client });
    for (let i = 0; i < 61; i++) await read(server, address, behind(`203.0.113.${i}, 192.0.2.50`));
    expect((await read(server, address, behind('192.0.2.50'))).status).toBe(429);
    expect((await read(server, address, behind('192.0.2.51'))).status).toBe(200);
    // A client that is no proxy of ours is believed nothing.
    expect((await read(server, '192.0.2.50', behind('192.0.2.99'))).status).toBe(429);
  });

  test('are one client in a /64 of IPv6, and one in IPv4 however it is written', async () => {
    const server = await limitedServer(scene.api, { plan: 'free' });
    const network = `2001:db8:${addresses}:7`;
    for (let i = 0; i < 61; i++) await read(server, `${network}::${i.toString(16)}`);
    expect((await read(server, `${network}:ffff::1`)).status).toBe(429);
    expect((await read(server, `2001:db8:${addresses}:8::1`)).status).toBe(200);
    await readTimes(server, 60, address);
    expect((await read(server, `::ffff:${address}`)).status).toBe(429);
  });

  test('share what ten of them have in a /48 of IPv6', async () => {
    const server = await limitedServer(scene.api, { plan: 'free' });
    // 10 bookings or entries a minute for a /64, 100 for its /48: refused by the body, they count all the same.
    const join = (network: number) =>
      server.call('POST', '/v1/waitlist', {
        address: `2001:db8:${addresses + 1000}:${network}::1`,
        body: {},
      });
    const answers = [];
    for (let i = 0; i < 110; i++) answers.push(await join(i));
    expect(statusCounts(answers)).toEqual({ 400: 100, 429: 10 });
    expect(answers[109]?.body.error).toMatchObject({ limit: 100, window: '1m', tier: 'public' });
  });

  test('are told apart behind a proxy that writes ports, and by the proxy where it writes nonsense', async () => {
    const server = await limitedServer(scene.api, { plan: 'free', trustProxy: [address, '10.0.0.0/8'] });
    const left = async (forwarded: string) =>
      (await read(server, address, { 'x-forwarded-for': forwarded })).headers['x-ratelimit-remaining'];
    const client = `203.0.113.${addresses}`;
    expect(await left(`${client}:4711`)).toBe('59');
    expect(await left(`${client}:4712, 10.0.0.7:80`)).toBe('58');
    expect(await left(`"${client}"`)).toBe('59'); // the proxy itself
    expect(await left('unknown')).toBe('58');
    expect(await left('_hidden, 10.0.0.7')).toBe('59'); // the nearest that is known
    expect(await left(`[2001:db8:${addresses}:9::1]:443`)).toBe('59');
    expect(await left(`2001:db8:${addresses}:9::2`)).toBe('58');
    expect(await left('')).toBe('57');
    expect(await left('0x7f.1')).toBe('56');
  });

  test('may do without limit what is not limited: reading an event type', async () => {
    const server = await limitedServer(scene.api, { plan: 'free' });
    for (let i = 0; i < 70; i++) {
      const answer = await server.call('GET', `/v1/public/event-types/${eventType.id}`, { address });
      expect(answer.status).toBe(200);
      expect(answer.headers).not.toHaveProperty('x-ratelimit-limit');
    }
  });

  test('are not limited where there is no plan', async () => {
    const server = await limitedServer(scene.api, { plan: 'unlimited' });
    expect(statusCounts(await readTimes(server, 70))).toEqual({ 200: 70 });
  });
});
