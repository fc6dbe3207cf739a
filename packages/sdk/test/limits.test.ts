import { describe, expect, it } from 'vitest';
import { Astrocal, TimeoutError } from '../src/index.ts';
import { createSend } from '../src/send.ts';
import { readSettings } from '../src/settings.ts';
import { faultyServer, hang, hangInBody, json, reset } from './faulty-server.ts';
import { patientClient } from './patient-client.ts';

const ok = json(200, { id: 'bkg_1' });

describe('a timeout', () => {
  it.each([
    ['before the answer', hang],
    ['in the middle of its body', hangInBody],
  ])('ends the attempt %s, and the next one may succeed', async (_name, behaviour) => {
    const server = await faultyServer(behaviour, ok);
    const { astrocal, waits } = patientClient({ baseUrl: server.url });
    expect(await astrocal.bookings.get('bkg_1', { timeoutMs: 300 })).toEqual({ id: 'bkg_1' });
    expect(waits).toEqual([250]);
  });

  it('is told as one when none succeeds', async () => {
    const server = await faultyServer(hang);
    const astrocal = new Astrocal({ baseUrl: server.url, timeoutMs: 20, maxRetries: 0 });
    const call = astrocal.bookings.get('bkg_1', { token: 'secret' });
    await expect(call).rejects.toBeInstanceOf(TimeoutError);
    await expect(call).rejects.toThrow(`No answer within 20 ms from GET ${server.url}/v1/bookings/bkg_1.`);
  });

  it('holds for a fetch that looks at no signal', async () => {
    const astrocal = new Astrocal({ fetch: () => new Promise(() => {}), timeoutMs: 20, maxRetries: 0 });
    await expect(astrocal.usage.get()).rejects.toBeInstanceOf(TimeoutError);
  });
});

describe('a signal', () => {
  it('ends a call that waits for its answer, with its reason', async () => {
    const ending = new AbortController();
    const reason = new Error('The page was left.');
    const server = await faultyServer(() => ending.abort(reason));
    const astrocal = new Astrocal({ baseUrl: server.url });
    await expect(astrocal.bookings.get('bkg_1', { signal: ending.signal })).rejects.toBe(reason);
    expect(server.received).toHaveLength(1);
  });

  it('ends the waiting between attempts', async () => {
    const ending = new AbortController();
    const limited = json(429, { error: { code: 'rate_limit_exceeded', message: 'Wait.', retry_after: 50 } });
    const server = await faultyServer(limited);
    const astrocal = new Astrocal({ baseUrl: server.url });
    const call = astrocal.bookings.get('bkg_1', { signal: ending.signal });
    await expect.poll(() => server.received.length).toBe(1);
    ending.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.received).toHaveLength(1);
  });

  it('that was aborted before lets nothing be sent', async () => {
    const server = await faultyServer(ok);
    const astrocal = new Astrocal({ baseUrl: server.url });
    const signal = AbortSignal.abort('no');
    await expect(astrocal.bookings.get('bkg_1', { signal })).rejects.toBe('no');
    expect(server.received).toEqual([]);
  });

  it('is let go of when the call is over', async () => {
    const { signal } = new AbortController();
    const listeners = new Set<unknown>();
    signal.addEventListener = (_type: string, listener: unknown) => listeners.add(listener);
    signal.removeEventListener = (_type: string, listener: unknown) => listeners.delete(listener);
    const server = await faultyServer(reset, ok);
    const send = createSend(readSettings({ baseUrl: server.url }));
    await send({ method: 'GET', path: '/health', options: { signal } });
    expect(server.received).toHaveLength(2);
    expect(listeners.size).toBe(0);
  });
});
