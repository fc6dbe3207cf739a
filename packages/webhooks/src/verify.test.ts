import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import {
  type FailureReason,
  type HeaderSource,
  newSecret,
  sign,
  signedRequest,
  verify,
  verifyHex,
  verifySignature,
  WebhookVerificationError,
} from './index.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const other = newSecret(new Uint8Array(32).fill(7));
const timestamp = 1614265330;
const now = timestamp * 1000;
const request = signedRequest({
  secret,
  event: 'booking.created',
  data: { id: 'bkg_1', invitee_name: 'Zoë 🎉 \u2028', notes: '' },
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp,
});
const { body, headers } = request;

/** The reason for which `act` is refused, or null when it is not. */
function refusal(act: () => unknown): FailureReason | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.reason;
    throw error;
  }
}
const reasonWith = (changed: Record<string, string | string[] | undefined>) =>
  refusal(() => verify(body, { ...headers, ...changed }, secret, { now }));

describe('verify', () => {
  it('gives the message', () => {
    expect(verify<{ id: string }>(body, { ...headers }, secret, { now })).toEqual(JSON.parse(body));
  });

  it('accepts the public test vector', () => {
    const vector = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    expect(() => verifySignature('{"test": 2432232314}', vector, secret, { now })).not.toThrow();
    // A body that is no message of ours is signed all the same.
    expect(refusal(() => verify('{"test": 2432232314}', vector, secret, { now }))).toBe('invalid_body');
  });

  it('accepts what the public package signs', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array({ minLength: 24, maxLength: 64 }),
        (text, bytes) => {
          const made = newSecret(bytes);
          const signed = {
            'webhook-id': 'msg_1',
            'webhook-timestamp': String(timestamp),
            'webhook-signature': new Webhook(made).sign('msg_1', new Date(now), text),
          };
          verifySignature(text, signed, made, { now });
        },
      ),
    );
  });

  it('is accepted by the public package', () => {
    const present = Math.floor(Date.now() / 1000); // the package has no other clock
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const made = signedRequest({
          secret,
          event: 'booking.created',
          data: { name },
          id: 'msg_1',
          timestamp: present,
        });
        expect(new Webhook(secret).verify(made.body, { ...made.headers })).toEqual(JSON.parse(made.body));
      }),
    );
  });

  it.each<[string, HeaderSource]>([
    ['a Headers object', new Headers({ ...headers })],
    ['a Map-like request of a framework', { get: (name: string) => new Headers({ ...headers }).get(name) }],
    [
      'a plain object in capitals',
      Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toUpperCase(), v])),
    ],
    ['values in arrays', Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, [v]]))],
    ['pairs', Object.entries(headers)],
    ['an object with a header called get', { ...headers, get: 'x' }],
  ])('reads %s', (_, source) => {
    expect(verify(body, source, secret, { now })).toEqual(JSON.parse(body));
    expect(verifyHex(body, source, secret)).toEqual(JSON.parse(body));
  });

  it('reads bytes as well as text', () => {
    expect(verify(Buffer.from(body), { ...headers }, secret, { now })).toEqual(JSON.parse(body));
  });

  it('tells a body that was parsed from a wrong signature', () => {
    const parsed = JSON.parse(body) as string;
    expect(() => verify(parsed, { ...headers }, secret, { now })).toThrow(/raw body/);
    expect(() => verify(parsed, { ...headers }, secret, { now })).toThrow(TypeError);
  });
});

describe('any change', () => {
  const bits = (text: string) => fc.nat(Buffer.byteLength(text) * 8 - 1);
  const flipped = (text: string, bit: number) => {
    const bytes = Buffer.from(text);
    bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
    return bytes;
  };

  it('of one bit of the body fails', () => {
    fc.assert(
      fc.property(bits(body), (bit) => {
        const changed = flipped(body, bit);
        expect(refusal(() => verify(changed, { ...headers }, secret, { now }))).toBe('no_matching_signature');
        expect(refusal(() => verifyHex(changed, { ...headers }, secret))).toBe('no_matching_signature');
      }),
    );
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const)(
    'of one bit of %s fails',
    (name) => {
      fc.assert(
        fc.property(bits(headers[name]), (bit) => {
          expect(reasonWith({ [name]: flipped(headers[name], bit).toString('latin1') })).not.toBeNull();
        }),
      );
    },
  );

  it('of one bit of the hex signature fails', () => {
    fc.assert(
      fc.property(bits(headers['X-AstroCal-Signature']), (bit) => {
        const changed = flipped(headers['X-AstroCal-Signature'], bit).toString('latin1');
        expect(refusal(() => verifyHex(body, { 'x-astrocal-signature': changed }, secret))).not.toBeNull();
      }),
    );
  });

  it('of one bit of the secret fails', () => {
    const key = Buffer.from(secret.slice(6), 'base64');
    fc.assert(
      fc.property(fc.nat(key.length * 8 - 1), (bit) => {
        const bytes = Uint8Array.from(key);
        bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
        const wrong = newSecret(bytes);
        expect(refusal(() => verify(body, { ...headers }, wrong, { now }))).toBe('no_matching_signature');
        expect(refusal(() => verifyHex(body, { ...headers }, wrong))).toBe('no_matching_signature');
      }),
    );
  });
});

it('a secret of another form is a mistake of the settings, not of the request', () => {
  expect(() => verify(body, { ...headers }, secret.slice(6), { now })).toThrow(TypeError);
  expect(() => verifyHex(body, { ...headers }, secret.slice(6))).toThrow(TypeError);
});

describe('rotation', () => {
  const signed = sign({ id: 'msg_1', timestamp, body, secrets: [other, secret] });
  const third = newSecret(new Uint8Array(32).fill(8));

  it.each([
    ['the new secret', other],
    ['the old secret', secret],
    ['both', [other, secret]],
    ['one of several', [third, secret]],
  ])('verifies with %s', (_, given) => {
    expect(verify(body, { ...signed }, given, { now })).toEqual(JSON.parse(body));
  });

  it('fails with neither, and with none', () => {
    expect(refusal(() => verify(body, { ...signed }, third, { now }))).toBe('no_matching_signature');
    expect(refusal(() => verify(body, { ...signed }, [], { now }))).toBe('no_matching_signature');
  });

  it('has the newest secret in the hex header only', () => {
    expect(verifyHex(body, { ...signed }, [other, secret])).toEqual(JSON.parse(body));
    expect(refusal(() => verifyHex(body, { ...signed }, secret))).toBe('no_matching_signature');
  });
});

describe('the time of signing', () => {
  const at = (seconds: number, toleranceSeconds?: number) =>
    refusal(() =>
      verify(body, { ...headers }, secret, {
        now: now + seconds * 1000,
        ...(toleranceSeconds !== undefined && { toleranceSeconds }),
      }),
    );

  it.each([
    [300, null],
    [300.999, null],
    [301, 'timestamp_too_old'],
    [-300, null],
    [-300.001, 'timestamp_too_new'],
    [-301, 'timestamp_too_new'],
  ])('seen %d s later: %s', (seconds, reason) => {
    expect(at(seconds)).toBe(reason);
  });

  it('may lie as far away as the caller says', () => {
    expect(at(10, 10)).toBeNull();
    expect(at(11, 10)).toBe('timestamp_too_old');
    expect(at(-11, 10)).toBe('timestamp_too_new');
    expect(at(3600, 3600)).toBeNull();
  });

  it('is never right when the present or the tolerance is not a number', () => {
    expect(at(Number.NaN)).not.toBeNull();
    expect(at(0, Number.NaN)).not.toBeNull();
  });

  it('is not told of a request that was not signed by us', () => {
    expect(refusal(() => verify(body, { ...headers }, other, { now: now + 1e9 }))).toBe(
      'no_matching_signature',
    );
  });
});

describe('odd headers', () => {
  const right = headers['webhook-signature'];

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('are refused without %s', (name) => {
    expect(reasonWith({ [name]: undefined })).toBe('missing_header');
    expect(reasonWith({ [name]: '' })).toBe('missing_header');
    expect(reasonWith({ [name]: [] })).toBe('missing_header');
  });

  it('are refused without the hex signature', () => {
    expect(refusal(() => verifyHex(body, {}, secret))).toBe('missing_header');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const)(
    'are refused with %s twice',
    (name) => {
      expect(reasonWith({ [name]: [headers[name], headers[name]] })).toBe('malformed_header');
      expect(reasonWith({ [name.toUpperCase()]: headers[name] })).toBe('malformed_header');
    },
  );

  it.each([
    'hello',
    '1614265330.0',
    '0x6037bb72',
    '1e9',
    '-1',
    '+1614265330',
    '01614265330',
    ' 1614265330',
    '9'.repeat(40),
  ])('are refused with the timestamp %j', (odd) => {
    expect(reasonWith({ 'webhook-timestamp': odd })).toBe('malformed_header');
  });

  it.each(['msg.1', 'msg_1, msg_1', 'ü'])('are refused with the id %j', (odd) => {
    expect(reasonWith({ 'webhook-id': odd })).toBe('malformed_header');
  });

  it.each([
    ['no version', right.slice(3)],
    ['another version', right.replace('v1', 'v2')],
    ['the version of asymmetric signatures', right.replace('v1', 'v1a')],
    ['an empty signature', 'v1,'],
    ['a part of it', right.slice(0, 8)],
    ['no padding', right.replace('=', '')],
    ['more padding', `${right}=`],
    ['something after it', `${right},x`],
    ['a comma between two', `v1,AAAA,${right}`],
  ])('are refused with %s', (_, odd) => {
    expect(reasonWith({ 'webhook-signature': odd })).toBe('no_matching_signature');
  });

  it('are accepted with signatures of others beside the right one', () => {
    const wrong = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';
    expect(reasonWith({ 'webhook-signature': wrong })).toBe('no_matching_signature');
    expect(reasonWith({ 'webhook-signature': `${wrong} v2,x  ${right} ${wrong}` })).toBeNull();
  });

  it.each(['', 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)} `])(
    'are refused with the hex signature %j',
    (odd) => {
      expect(refusal(() => verifyHex(body, { 'x-astrocal-signature': odd }, secret))).toMatch(
        /^(missing|malformed)_header$/,
      );
    },
  );
});

describe('a body that is signed and no message', () => {
  const whole = JSON.parse(body) as Record<string, unknown>;
  const without = (name: string) => JSON.stringify({ ...whole, [name]: undefined });
  it.each(['', 'null', '[]', '"x"', '{', '{}', ...Object.keys(whole).map(without)])(
    'is refused: %s',
    (odd) => {
      const signed = sign({ id: 'msg_1', timestamp, body: odd, secrets: [secret] });
      expect(refusal(() => verify(odd, { ...signed }, secret, { now }))).toBe('invalid_body');
      expect(refusal(() => verifyHex(odd, { ...signed }, secret))).toBe('invalid_body');
    },
  );

  it('is refused when its bytes are no UTF-8', () => {
    const bytes = Buffer.from(body.replace('Zoë', 'Zo\u00ff'), 'latin1');
    const hex = createHmac('sha256', secret).update(bytes).digest('hex');
    expect(refusal(() => verifyHex(bytes, { 'x-astrocal-signature': hex }, secret))).toBe('invalid_body');
  });

  it('is accepted with an event that this version does not know', () => {
    const odd = JSON.stringify({ ...whole, event: 'host.added' });
    const signed = sign({ id: 'msg_1', timestamp, body: odd, secrets: [secret] });
    expect(verify(odd, { ...signed }, secret, { now }).event).toBe('host.added');
  });
});
