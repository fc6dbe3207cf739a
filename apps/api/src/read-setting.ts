import { isIP } from 'node:net';

/** Reads the text of one variable. Throws Mistake for what it cannot be. */
export type Read<T> = (text: string) => T;

/** What is wrong with the text of a variable: the rest of the sentence that begins with the variable's name. */
export class Mistake extends Error {}

export const minSecretLength = 32;
const obviousSecrets = /change.?me|secret.?key|example|password|^(.)\1*$/i;

export const plain: Read<string> = (text) => text;

export const portNumber: Read<number> = (text) => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Mistake(`must be a port from 1 to 65535, not "${text}"`);
  return port;
};

export const oneOf =
  <T extends string>(values: readonly T[]): Read<T> =>
  (text) => {
    if (!(values as readonly string[]).includes(text))
      throw new Mistake(`must be one of ${values.join(', ')}, not "${text}"`);
    return text as T;
  };
export const logLevel = oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);

/** How many of a minute or an hour are allowed, or `off` for any number. */
export const limit: Read<number | null> = (text) => {
  if (text === 'off') return null;
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 1_000_000)
    throw new Mistake(`must be "off" or a whole number from 1 to 1000000, not "${text}"`);
  return number;
};

const url =
  (protocols: readonly string[], example: string): Read<string> =>
  (text) => {
    // The text is not repeated: addresses of databases and mail servers hold passwords.
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol))
      throw new Mistake(`must be an address such as ${example}`);
    return text;
  };
const anyPostgresUrl = url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/astrocal');
/** `postgres://user@/database?host=/run/postgresql` names a unix socket; URLs know no user without a host. */
export const postgresUrl: Read<string> = (text) => {
  anyPostgresUrl(text.replace('@/', '@socket/'));
  return text;
};
export const transactionPooler: Read<boolean> = (text) => {
  oneOf(['transaction'])(text);
  return true;
};
export const switched: Read<boolean> = (text) => oneOf(['0', '1'])(text) === '1';
export const smtpUrl = url(['smtp:', 'smtps:'], 'smtp://user:password@mail.example.com:587');
export const httpUrl: Read<string> = (text) =>
  url(['http:', 'https:'], 'https://book.example.com')(text).replace(/\/+$/, '');

export const secret: Read<string> = (text) => {
  if (text.length < minSecretLength) throw new Mistake(`must have at least ${minSecretLength} characters`);
  if (obviousSecrets.test(text)) throw new Mistake('looks like a placeholder; make a random one');
  return text;
};

export const token: Read<string> = (text) => {
  if (!/^\S{16,}$/.test(text)) throw new Mistake('must have at least 16 characters and no spaces');
  return text;
};

export const slug: Read<string> = (text) => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text))
    throw new Mistake(`must be lower-case letters, digits and single hyphens, not "${text}"`);
  return text;
};

export const email: Read<string> = (text) => {
  if (!/^[^\s@,<>]+@[^\s@,<>]+\.[^\s@,<>]+$/.test(text))
    throw new Mistake(`must be an e-mail address, not "${text}"`);
  return text;
};

/** `bookings@example.com` or `Northwind Studio <bookings@example.com>`. */
export const sender: Read<{ readonly name: string | null; readonly address: string }> = (text) => {
  const [, name = null, address = text] = /^"?([^"<>]*?)"?\s*<([^<>]*)>$/.exec(text) ?? [];
  try {
    return { name: name?.trim() || null, address: email(address) };
  } catch {
    throw new Mistake(
      `must be an address such as bookings@example.com or Northwind <bookings@example.com>, not "${text}"`,
    );
  }
};

/** Addresses and networks such as 10.0.0.0/8, separated by commas. */
export const networkList: Read<readonly string[]> = (text) =>
  text.split(',').map((each) => {
    const [address = '', bits, ...rest] = each.trim().split('/');
    const family = isIP(address);
    const widest = family === 6 ? 128 : 32;
    const fits = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= widest);
    if (family === 0 || !fits || rest.length > 0)
      throw new Mistake(`must be a list of addresses or networks such as 10.0.0.0/8, not "${each.trim()}"`);
    return each.trim();
  });

/** Origins such as https://www.example.com, separated by commas, or `*`. */
export const originList: Read<readonly string[]> = (text) =>
  text.split(',').map((each) => {
    const origin = each.trim().replace(/\/$/, '');
    if (origin === '*') return origin;
    const isOrigin = /^https?:\/\/[a-z0-9.*:[\]-]+$/i.test(origin) && URL.canParse(origin);
    if (!isOrigin || new URL(origin).origin !== origin.toLowerCase())
      throw new Mistake(
        `must be "*" or a list of origins such as https://www.example.com, not "${each.trim()}"`,
      );
    return new URL(origin).origin;
  });

/** Host names such as book.example.com, without port, separated by commas. */
export const hostList: Read<readonly string[]> = (text) =>
  text.split(',').map((each) => {
    const name = each.trim().toLowerCase();
    if (!/^([\w.-]+|\[[\da-f:.]+\])$/.test(name) || !URL.canParse(`http://${name}`))
      throw new Mistake(`must be a list of host names such as book.example.com, not "${each.trim()}"`);
    return new URL(`http://${name}`).hostname;
  });
