import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Random secrets that somebody brings along, and that are kept as hashes. */
export type SecretKind = 'session' | 'link' | 'embed_session';

/** Everything that is derived from the server's secret key; the key itself is kept nowhere else. */
export interface Keyring {
  /** Names the key, without telling it: stored in the database to refuse a process that has another. */
  readonly fingerprint: string;
  /** HMAC-SHA256 of an API key under the pepper: 32 bytes. */
  hashApiKey(key: string): Buffer;
  /** HMAC-SHA256 of a random secret of this kind under a pepper of its own: 32 bytes. */
  hashSecret(kind: SecretKind, secret: string): Buffer;
  /** HMAC-SHA256 of the name of what a link may show: 43 URL-safe characters. */
  signView(name: string): string;
  /** AES-256-GCM. `context` (table, row, organization) is authenticated: a value cannot be moved to another row. */
  seal(text: string, context: string): Buffer;
  /** The text again; throws when the bytes or the context were tampered with. */
  open(sealed: Uint8Array, context: string): string;
}

const formatVersion = 1;
const headerBytes = 2;
const ivBytes = 12;
const tagBytes = 16;

export function createKeyring(secretKey: string): Keyring {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, 'astrocal', purpose, 32));
  const pepper = createSecretKey(derive('api-key-pepper'));
  const peppers = {
    session: createSecretKey(derive('session-pepper')),
    link: createSecretKey(derive('link-pepper')),
    embed_session: createSecretKey(derive('embed-session-pepper')),
  };
  const viewKey = createSecretKey(derive('view-links'));
  const encryptionKey = createSecretKey(derive('encryption'));
  const keyId = derive('encryption-key-id')[0] as number;

  return {
    fingerprint: derive('fingerprint').toString('hex').slice(0, 32),
    hashApiKey: (key) => createHmac('sha256', pepper).update(key).digest(),
    hashSecret: (kind, secret) => createHmac('sha256', peppers[kind]).update(secret).digest(),
    signView: (name) => createHmac('sha256', viewKey).update(name).digest('base64url'),
    seal(text, context) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([formatVersion, keyId]), iv, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes[0] !== formatVersion || bytes[1] !== keyId)
        throw new Error(`A stored secret was sealed with another key (${context}).`);
      const iv = bytes.subarray(headerBytes, headerBytes + ivBytes);
      const tag = bytes.subarray(headerBytes + ivBytes, headerBytes + ivBytes + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, iv, { authTagLength: tagBytes })
        .setAAD(Buffer.from(context))
        .setAuthTag(tag);
      const body = bytes.subarray(headerBytes + ivBytes + tagBytes);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
  };
}

/** 256 random bits, URL-safe: 43 characters. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** Compares two texts in a time that does not depend on where they differ. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
