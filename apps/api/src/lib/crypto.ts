import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Random secrets that somebody brings along, and that are kept as hashes. */
export type SecretKind = 'api_key' | 'session' | 'link' | 'embed_session';

/** The hashes that a secret may be kept as: under the pepper of the current key first, then under that of the other. */
export type Hashes = readonly [Buffer, ...Buffer[]];

/** A secret key as the database knows it. */
export interface KeyName {
  /** Stands in every value that it sealed, and beside every hash that it made: one byte. */
  readonly id: number;
  /** Names the key, without telling it. */
  readonly fingerprint: string;
}

/** Everything that is derived from the server's secret key, and from the one before it; the keys are kept nowhere else. */
export interface Keyring {
  /** By which everything is sealed and hashed. */
  readonly current: KeyName;
  /** What another key has sealed and hashed is known by it; null where there is none. */
  readonly previous: KeyName | null;
  /** HMAC-SHA256 of a random secret of this kind under a pepper of its own: 32 bytes. */
  hashSecret(kind: SecretKind, secret: string): Buffer;
  /** The same under every key. */
  hashesOf(kind: SecretKind, secret: string): Hashes;
  /** HMAC-SHA256 of the name of what a link may show: 43 URL-safe characters. */
  signView(name: string): string;
  /** Whether one of the keys has signed the name so. */
  isView(name: string, signature: string): boolean;
  /** AES-256-GCM. `context` (table, row, organization) is authenticated: a value cannot be moved to another row. */
  seal(text: string, context: string): Buffer;
  /** The text again; throws when the bytes or the context were tampered with. */
  open(sealed: Uint8Array, context: string): string;
}

export interface KeyringOptions {
  /** Opens what it sealed, and knows what it hashed. */
  readonly previous?: string | null;
  /** Of an installation, since it was last restored: hashes of sessions and links from before are no more. */
  readonly epoch?: string;
}

const formatVersion = 1;
const headerBytes = 2;
const ivBytes = 12;
const tagBytes = 16;

/** Throws where the two keys cannot be told apart: they are the same, or, once in 256 times, have one id. */
export function createKeyring(
  secretKey: string,
  { previous: previousKey = null, epoch = '' }: KeyringOptions = {},
): Keyring {
  const current = deriveKeys(secretKey, epoch);
  const previous = previousKey === null ? null : deriveKeys(previousKey, epoch);
  if (previous) refuseAlike(current.name, previous.name);
  const all = previous ? ([current, previous] as const) : ([current] as const);
  const hash = ({ peppers }: DerivedKeys, kind: SecretKind, secret: string) =>
    createHmac('sha256', peppers[kind]).update(secret).digest();
  const sign = ({ views }: DerivedKeys, name: string) =>
    createHmac('sha256', views).update(name).digest('base64url');
  return {
    current: current.name,
    previous: previous?.name ?? null,
    hashSecret: (kind, secret) => hash(current, kind, secret),
    hashesOf: (kind, secret) => all.map((each) => hash(each, kind, secret)) as [Buffer, ...Buffer[]],
    signView: (name) => sign(current, name),
    isView: (name, signature) => all.some((each) => sameText(signature, sign(each, name))),
    seal: (text, context) => seal(current, text, context),
    open(sealed, context) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const sealer = all.find(({ name }) => bytes[0] === formatVersion && bytes[1] === name.id);
      if (!sealer) throw new Error(`A stored secret was sealed with another key (${context}).`);
      return open(sealer, bytes, context);
    },
  };
}

interface DerivedKeys {
  readonly name: KeyName;
  readonly encryption: KeyObject;
  readonly views: KeyObject;
  readonly peppers: Readonly<Record<SecretKind, KeyObject>>;
}

function deriveKeys(secretKey: string, epoch: string): DerivedKeys {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, 'astrocal', purpose, 32));
  const key = (purpose: string) => createSecretKey(derive(purpose));
  const sinceEpoch = epoch === '' ? '' : `:${epoch}`;
  return {
    name: {
      id: derive('encryption-key-id')[0] as number,
      fingerprint: derive('fingerprint').toString('hex').slice(0, 32),
    },
    encryption: key('encryption'),
    views: key('view-links'),
    peppers: {
      api_key: key('api-key-pepper'),
      session: key(`session-pepper${sinceEpoch}`),
      link: key(`link-pepper${sinceEpoch}`),
      embed_session: key(`embed-session-pepper${sinceEpoch}`),
    },
  };
}

/** Values tell by the id who sealed them: how many of the previous key remain could not be counted. */
function refuseAlike(current: KeyName, previous: KeyName): void {
  if (current.fingerprint === previous.fingerprint)
    throw new Error('ASTROCAL_SECRET_KEY and ASTROCAL_SECRET_KEY_PREVIOUS are the same.');
  if (current.id === previous.id)
    throw new Error(
      'By chance (1 in 256) the new secret key cannot be told from the other one in what they sealed. Make another.',
    );
}

function seal({ name, encryption }: DerivedKeys, text: string, context: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', encryption, iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([formatVersion, name.id]), iv, cipher.getAuthTag(), body]);
}

function open({ encryption }: DerivedKeys, bytes: Buffer, context: string): string {
  const iv = bytes.subarray(headerBytes, headerBytes + ivBytes);
  const tag = bytes.subarray(headerBytes + ivBytes, headerBytes + ivBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', encryption, iv, { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  const body = bytes.subarray(headerBytes + ivBytes + tagBytes);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

/** 256 random bits, URL-safe: 43 characters. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** What is hashed from now on is hashed otherwise: see KeyringOptions. */
export const newEpoch = randomToken;

/** Compares two texts in a time that does not depend on where they differ. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
