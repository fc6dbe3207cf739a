import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { newSecret, sign } from './index.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const older = newSecret(new Uint8Array(32).fill(7));
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const timestamp = 1614265330;
const body = '{"test": 2432232314}';

describe('sign', () => {
  it('gives the signature of the public test vector', () => {
    expect(sign({ id, timestamp, body, secrets: [secret] })).toMatchObject({
      'webhook-id': id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('gives what the public package gives, whatever the body', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.json());
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 0, max: 4e9 }),
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        (text, at, bytes) => {
          const made = newSecret(bytes);
          const signed = sign({ id, timestamp: at, body: text, secrets: [made] });
          expect(signed['webhook-signature']).toBe(new Webhook(made).sign(id, new Date(at * 1000), text));
        },
      ),
    );
  });

  it('signs with both secrets during a rotation, the newest first', () => {
    const both = sign({ id, timestamp, body, secrets: [secret, older] })['webhook-signature'].split(' ');
    const alone = (one: string) => sign({ id, timestamp, body, secrets: [one] })['webhook-signature'];
    expect(both).toEqual([alone(secret), alone(older)]);
  });

  it('adds the hex of the raw body under the whole text of the newest secret', () => {
    const hex = createHmac('sha256', secret).update('{"name":"Zoë 🎉"}').digest('hex');
    const signed = sign({ id, timestamp, body: '{"name":"Zoë 🎉"}', secrets: [secret, older] });
    expect(signed['X-AstroCal-Signature']).toBe(hex);
  });

  it.each(['', 'msg.1', 'msg 1', 'msg\r\nx: y', 'ü', 'm'.repeat(256)])('refuses the id %j', (odd) => {
    expect(() => sign({ id: odd, timestamp, body, secrets: [secret] })).toThrow(TypeError);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses the timestamp %s', (odd) => {
    expect(() => sign({ id, timestamp: odd, body, secrets: [secret] })).toThrow(TypeError);
  });
});

describe('newSecret', () => {
  it('writes 32 bytes as the API does', () => {
    const made = newSecret(new Uint8Array(32).fill(255));
    expect(made).toBe(`whsec_${'/'.repeat(42)}8=`);
    expect(made).toBe(`whsec_${Buffer.alloc(32, 255).toString('base64')}`);
  });

  it.each([0, 16, 23, 65])('refuses %i bytes', (length) => {
    expect(() => newSecret(new Uint8Array(length))).toThrow(TypeError);
  });
});

describe('a secret of another form', () => {
  const encoded = Buffer.alloc(32, 9).toString('base64');
  it.each([
    ['nothing', ''],
    ['no prefix', encoded],
    ['another prefix', `whsk_${encoded}`],
    ['no bytes', 'whsec_'],
    ['too few bytes', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['no padding', `whsec_${encoded.slice(0, -1)}`],
    ['too much padding', `whsec_${encoded}=`],
    ['padding that hides bits', `whsec_${encoded.slice(0, -2)}l=`],
    ['a space', `whsec_${encoded} `],
    ['a line break', `whsec_${encoded}\n`],
    ['URL-safe letters', `whsec_${Buffer.alloc(32, 255).toString('base64').replaceAll('/', '_')}`],
  ])('is refused: %s', (_, odd) => {
    expect(() => sign({ id, timestamp, body, secrets: [odd] })).toThrow(TypeError);
  });
});
