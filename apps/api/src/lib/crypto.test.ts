import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyring, randomToken, type SecretKind, sameText, sha256 } from './crypto.ts';

const keyring = createKeyring('one secret key');
const another = createKeyring('another secret key');

describe('sealing', () => {
  test('opens to the very text, with the same context and the same secret key', () => {
    const again = createKeyring('one secret key');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        expect(again.open(keyring.seal(text, context), context)).toBe(text.toWellFormed());
      }),
    );
  });

  test('never makes the same bytes twice, and none that hold the text', () => {
    const sealed = Array.from({ length: 100 }, () => keyring.seal('a token', 'row').toString('hex'));
    expect(new Set(sealed).size).toBe(100);
    expect(keyring.seal('a token', 'row').includes('a token')).toBe(false);
  });

  test('refuses another context', () => {
    const sealed = keyring.seal('a token', 'bookings:org_1:bkg_1');
    for (const context of ['', 'bookings:org_1:bkg_2', 'bookings:org_2:bkg_1', 'bookings:org_1:bkg_1 '])
      expect(() => keyring.open(sealed, context)).toThrow();
  });

  test('refuses every flipped bit, every truncation and anything appended', () => {
    const sealed = keyring.seal('a token', 'row');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const tampered = Buffer.from(sealed);
      tampered[bit >> 3] = (tampered[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => keyring.open(tampered, 'row'), `bit ${bit}`).toThrow();
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => keyring.open(sealed.subarray(0, length), 'row'), `${length} bytes`).toThrow();
    expect(() => keyring.open(Buffer.concat([sealed, Buffer.alloc(1)]), 'row')).toThrow();
  });

  test('refuses what another secret key sealed', () => {
    expect(() => keyring.open(another.seal('a token', 'row'), 'row')).toThrow();
  });

  test('opens bytes that stand in a larger buffer, as a driver hands them out', () => {
    const sealed = keyring.seal('a token', 'row');
    const larger = new Uint8Array(sealed.length + 20);
    larger.set(sealed, 7);
    expect(keyring.open(larger.subarray(7, 7 + sealed.length), 'row')).toBe('a token');
  });
});

describe('hashes', () => {
  test('are 32 bytes, the same for the same key and secret, and different for others', () => {
    const hash = keyring.hashSecret('api_key', 'ac_test_x');
    expect(hash).toHaveLength(32);
    expect(createKeyring('one secret key').hashSecret('api_key', 'ac_test_x')).toEqual(hash);
    expect(keyring.hashSecret('api_key', 'ac_test_y')).not.toEqual(hash);
    expect(another.hashSecret('api_key', 'ac_test_x')).not.toEqual(hash);
    expect(sha256('ac_test_x')).not.toEqual(hash);
  });

  test('of sessions and links are others in another epoch, and those of API keys are not', () => {
    const restored = createKeyring('one secret key', { epoch: 'since the backup' });
    const differs = (kind: SecretKind) =>
      !restored.hashSecret(kind, 'x').equals(keyring.hashSecret(kind, 'x'));
    expect([differs('session'), differs('link'), differs('api_key')]).toEqual([true, true, false]);
  });
});

describe('a keyring with the previous key', () => {
  const turned = createKeyring('another secret key', { previous: 'one secret key' });

  test('opens what either has sealed, and seals by the current one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, byPrevious) => {
        const sealed = (byPrevious ? keyring : another).seal(text, 'row');
        expect(turned.open(sealed, 'row')).toBe(text.toWellFormed());
      }),
    );
    const sealed = turned.seal('a token', 'row');
    expect(sealed[1]).toBe(another.current.id);
    expect(another.open(sealed, 'row')).toBe('a token');
    expect(() => keyring.open(sealed, 'row')).toThrow('was sealed with another key (row)');
    expect(() => turned.open(keyring.seal('a token', 'row'), 'other row')).toThrow();
  });

  test('knows what either has hashed or signed, and hashes and signs by the current one', () => {
    expect(turned.hashesOf('session', 'x')).toEqual([
      another.hashSecret('session', 'x'),
      keyring.hashSecret('session', 'x'),
    ]);
    expect(turned.hashSecret('session', 'x')).toEqual(another.hashSecret('session', 'x'));
    expect(keyring.hashesOf('session', 'x')).toEqual([keyring.hashSecret('session', 'x')]);
    expect(turned.signView('booking')).toBe(another.signView('booking'));
    const signers = [keyring, another, createKeyring('a third secret key')];
    expect(signers.map((each) => turned.isView('booking', each.signView('booking')))).toEqual([
      true,
      true,
      false,
    ]);
    expect(another.isView('booking', keyring.signView('booking'))).toBe(false);
  });

  test('is refused where the two cannot be told apart', () => {
    expect(() => createKeyring('same', { previous: 'same' })).toThrow('are the same');
    const alike = Array.from({ length: 5000 }, (_, i) => `key ${i}`).find(
      (each) => createKeyring(each).current.id === keyring.current.id,
    );
    expect(() => createKeyring(alike ?? '', { previous: 'one secret key' })).toThrow(/cannot be told/);
  });
});

test('a fingerprint names the secret key without telling it', () => {
  expect(keyring.current.fingerprint).toMatch(/^[0-9a-f]{32}$/);
  expect(createKeyring('one secret key').current.fingerprint).toBe(keyring.current.fingerprint);
  expect(another.current.fingerprint).not.toBe(keyring.current.fingerprint);
});

test('a random token holds 256 bits in URL-safe characters', () => {
  const tokens = Array.from({ length: 1000 }, randomToken);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  expect(new Set(tokens).size).toBe(1000);
  expect(Buffer.from(tokens[0] as string, 'base64url')).toHaveLength(32);
});

test('texts are the same only when they are equal, whatever their lengths', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameText(a, b) === (a === b)));
  expect([sameText('', ''), sameText('a', 'a '), sameText('token', 'token')]).toEqual([true, false, true]);
});
