import { describe, expect, it } from 'vitest';
import { RequestFailure } from '../api/request-failure.ts';
import { createIntent } from './intent.ts';

interface Body {
  readonly name: string;
}

/**
 * The API's rules of idempotency in a few lines: the first success is kept under its key, the same request gets it
 * again, another one is refused. Answers are lost on the way back as often as told.
 */
function createServer({ lostAnswers, code = 'network' }: { lostAnswers: number; code?: string }) {
  const stored = new Map<string, string>();
  let booked = 0;
  let toLose = lostAnswers;
  const post = async (body: Body, key: string): Promise<string> => {
    const known = stored.get(key);
    if (known !== undefined && known !== body.name)
      throw new RequestFailure('idempotency_key_reused', '', { status: 422 });
    if (known === undefined) {
      booked++;
      stored.set(key, body.name);
    }
    if (toLose-- > 0) throw new RequestFailure(code, 'lost');
    return `booked for ${body.name}`;
  };
  return { post, bookings: () => booked };
}

const newKey = () => 'key_1';

describe('an intent to book', () => {
  it('books once however often it is sent', async () => {
    const server = createServer({ lostAnswers: 2 });
    const intent = createIntent(server.post, newKey);
    await expect(intent.send({ name: 'Kim' })).rejects.toThrow('lost');
    await expect(intent.send({ name: 'Kim' })).rejects.toThrow('lost');
    expect(await intent.send({ name: 'Kim' })).toBe('booked for Kim');
    expect(server.bookings()).toBe(1);
  });

  it.each(['network', 'timeout', 'offline'])(
    'gives the booking that was made unheard (%s), when what is sent then differs',
    async (code) => {
      const server = createServer({ lostAnswers: 1, code });
      const intent = createIntent(server.post, newKey);
      await expect(intent.send({ name: 'Kim' })).rejects.toThrow('lost');
      expect(await intent.send({ name: 'Kim Lee' })).toBe('booked for Kim');
      expect(server.bookings()).toBe(1);
    },
  );

  it('finds it among several that were unheard', async () => {
    const server = createServer({ lostAnswers: 2 });
    let isAway = true;
    const intent = createIntent(async (body: Body, key) => {
      if (isAway) throw new RequestFailure('network', 'away');
      return server.post(body, key);
    }, newKey);
    await expect(intent.send({ name: 'never arrived' })).rejects.toThrow('away');
    isAway = false;
    await expect(intent.send({ name: 'arrived' })).rejects.toThrow('lost');
    await expect(intent.send({ name: 'third' })).rejects.toThrow('lost');
    expect(await intent.send({ name: 'third' })).toBe('booked for arrived');
    expect(server.bookings()).toBe(1);
  });

  it('hands on a refusal as it is, and books what is sent after it', async () => {
    const server = createServer({ lostAnswers: 0 });
    const intent = createIntent(async (body: Body, key) => {
      if (body.name === 'taken') throw new RequestFailure('slot_unavailable', 'gone', { status: 409 });
      return server.post(body, key);
    }, newKey);
    await expect(intent.send({ name: 'taken' })).rejects.toMatchObject({ code: 'slot_unavailable' });
    expect(await intent.send({ name: 'free' })).toBe('booked for free');
  });
});
