import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const secret = 'kL2nv84hGq0xZt7RwYb1dMs5uCe9fAjP';
const previous = 'Wq8dTg31mVz0LkJh5rYxNc7bSfPuEo2A';

/** What the reader says against an environment, one line a mistake. */
function mistakesIn(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n  - ').slice(1);
  }
}

test('an empty environment is a development server on the embedded database', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    roles: ['http', 'worker'],
    dataDir: '.astrocal',
    databaseUrl: null,
    databasePooler: null,
    databaseIsSpread: false,
    publicUrl: 'http://127.0.0.1:3000',
    secretKey: null,
    previousSecretKey: null,
    production: false,
    logLevel: 'warn',
    metricsToken: null,
    developerAccess: 'this machine',
    firstStartOnly: {},
    startedByNpm: false,
    organization: {
      name: 'My organization',
      slug: 'my-organization',
      owner: { name: 'Owner', email: 'owner@example.com' },
    },
    trustProxy: [],
    limits: {
      plan: 'unlimited',
      publicPerMinute: { availability: 600, creates: 60, changes: 60 },
      failuresPerMinute: 60,
    },
    mail: { smtpUrl: null, from: { name: null, address: 'astrocal@127.0.0.1' }, ceiling: 30 },
    mostMembers: null,
    embedOrigins: [],
    mcpHosts: [],
    outboundAllow: [],
  });
});

test('every setting is read, spaces around it aside', () => {
  const config = readConfig({
    NODE_ENV: 'production',
    PORT: ' 8080 ',
    ASTROCAL_MEMBERS_PER_ORGANIZATION: '50',
    HOST: '0.0.0.0',
    DATABASE_URL: 'postgresql://astrocal@pooler/astrocal',
    DATABASE_POOLER: 'transaction',
    DATABASE_SPREAD: '1',
    DATABASE_DIRECT_URL: 'postgresql://astrocal@db/astrocal',
    ASTROCAL_ROLE: 'worker, http, worker',
    ASTROCAL_DATA_DIR: '/var/lib/astrocal',
    ASTROCAL_MAILS_PER_HOUR: 'off',
    ASTROCAL_PUBLIC_URL: 'https://book.example.com/',
    ASTROCAL_SECRET_KEY: secret,
    ASTROCAL_SECRET_KEY_PREVIOUS: previous,
    ASTROCAL_LOG_LEVEL: 'debug',
    ASTROCAL_ORGANIZATION_NAME: 'Acme',
    ASTROCAL_ORGANIZATION_SLUG: 'acme',
    ASTROCAL_OWNER_NAME: 'Sam Rivera',
    ASTROCAL_OWNER_EMAIL: 'sam@acme.example',
    ASTROCAL_METRICS_TOKEN: 'a-token-for-the-scraper',
    ASTROCAL_TRUST_PROXY: '10.0.0.0/8, ::1',
    ASTROCAL_EMBED_ORIGINS: 'https://www.acme.example/, http://localhost:8080',
    ASTROCAL_MCP_HOSTS: 'Astrocal.internal, [::1]',
    ASTROCAL_OUTBOUND_ALLOW: '127.0.0.1/32',
    ASTROCAL_PLAN: 'grow',
    ASTROCAL_PUBLIC_AVAILABILITY_PER_MINUTE: '120',
    ASTROCAL_SMTP_URL: 'smtps://user:secret@mail.example.com',
    ASTROCAL_MAIL_FROM: 'Acme Studio <bookings@acme.example>',
    npm_lifecycle_event: 'start',
  });
  expect(config).toEqual({
    port: 8080,
    host: '0.0.0.0',
    roles: ['worker', 'http'],
    dataDir: '/var/lib/astrocal',
    databaseUrl: 'postgresql://astrocal@pooler/astrocal',
    databasePooler: { directUrl: 'postgresql://astrocal@db/astrocal' },
    databaseIsSpread: true,
    publicUrl: 'https://book.example.com',
    secretKey: secret,
    previousSecretKey: previous,
    production: true,
    logLevel: 'debug',
    metricsToken: 'a-token-for-the-scraper',
    developerAccess: 'nobody',
    firstStartOnly: {
      ASTROCAL_ORGANIZATION_NAME: 'Acme',
      ASTROCAL_ORGANIZATION_SLUG: 'acme',
      ASTROCAL_OWNER_NAME: 'Sam Rivera',
      ASTROCAL_OWNER_EMAIL: 'sam@acme.example',
    },
    startedByNpm: true,
    organization: {
      name: 'Acme',
      slug: 'acme',
      owner: { name: 'Sam Rivera', email: 'sam@acme.example' },
    },
    trustProxy: ['10.0.0.0/8', '::1'],
    limits: {
      plan: 'grow',
      publicPerMinute: { availability: 120, creates: 10, changes: 20 },
      failuresPerMinute: 60,
    },
    mail: {
      smtpUrl: 'smtps://user:secret@mail.example.com',
      from: { name: 'Acme Studio', address: 'bookings@acme.example' },
      ceiling: null,
    },
    mostMembers: 50,
    embedOrigins: ['https://www.acme.example', 'http://localhost:8080'],
    mcpHosts: ['astrocal.internal', '[::1]'],
    outboundAllow: ['127.0.0.1/32'],
  });
});

test('a setting that is empty is one that is not there', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '  ' })).toEqual(readConfig({}));
});

test('the configuration cannot be changed', () => {
  expect(() => Object.assign(readConfig({}), { port: 1 })).toThrow(TypeError);
  expect(() => Object.assign(readConfig({}).organization.owner, { name: 'x' })).toThrow(TypeError);
});

test.each([
  ['bookings@example.com', null, 'bookings@example.com'],
  ['<bookings@example.com>', null, 'bookings@example.com'],
  ['Northwind Studio <bookings@example.com>', 'Northwind Studio', 'bookings@example.com'],
  ['"Northwind, Inc." <bookings@example.com>', 'Northwind, Inc.', 'bookings@example.com'],
])('mail from %s has the name %s and the address %s', (ASTROCAL_MAIL_FROM, name, address) => {
  const from = { name, address };
  expect(readConfig({ ASTROCAL_MAIL_FROM }).mail).toEqual({ smtpUrl: null, from, ceiling: 30 });
});

test.each([
  [{}, 600, 60, 60],
  [{ ASTROCAL_PLAN: 'unlimited' }, 600, 60, 60],
  [{ ASTROCAL_PUBLIC_AVAILABILITY_PER_MINUTE: 'off' }, null, 60, 60],
  [{ ASTROCAL_PLAN: 'free' }, 60, 10, 20],
  [{ ASTROCAL_PLAN: 'scale', ASTROCAL_PUBLIC_CREATES_PER_MINUTE: 'off' }, 60, null, 20],
  [{ ASTROCAL_PUBLIC_CREATES_PER_MINUTE: '3', ASTROCAL_PUBLIC_CHANGES_PER_MINUTE: '5' }, 600, 3, 5],
])(
  'with %j, availability is limited to %s, creating to %s and changing to %s',
  (env, availability, creates, changes) => {
    expect(readConfig(env).limits.publicPerMinute).toEqual({ availability, creates, changes });
  },
);

test.each([
  ['0.0.0.0', 'http://localhost:3000'],
  ['::', 'http://localhost:3000'],
  ['::1', 'http://[::1]:3000'],
  ['box.local', 'http://box.local:3000'],
])('listening on %s, it is reached at %s', (HOST, url) => {
  expect(readConfig({ HOST }).publicUrl).toBe(url);
});

describe('mistakes', () => {
  test('are all told at once', () => {
    const env = { PORT: 'x', ASTROCAL_ORGANIZATION_SLUG: 'Not a slug', ASTROCAL_OWNER_EMAIL: 'nobody' };
    expect(mistakesIn(env)).toEqual([
      'PORT must be a port from 1 to 65535, not "x"',
      'ASTROCAL_ORGANIZATION_SLUG must be lower-case letters, digits and single hyphens, not "Not a slug"',
      'ASTROCAL_OWNER_EMAIL must be an e-mail address, not "nobody"',
    ]);
  });

  test.each(['0', '65536', '-1', '3e3', '80.5', '0x50', ''])('port "%s"', (PORT) => {
    expect(mistakesIn({ PORT })).toHaveLength(PORT === '' ? 0 : 1);
  });

  test.each([
    ['mysql://user:hunter2@host/db'],
    ['user:hunter2@host/db'],
    ['postgres://user:hunter2#x@host:5432/db'],
  ])('database %s, without repeating its password', (DATABASE_URL) => {
    const [mistake, ...others] = mistakesIn({ DATABASE_URL });
    expect(others).toEqual([]);
    expect(mistake).toContain('DATABASE_URL must be an address such as postgres://');
    expect(mistake).not.toContain('hunter2');
  });

  test.each([
    'postgres://user@/db?host=%2Frun%2Fpostgresql',
    'postgres:///db?host=/run/postgresql',
    'postgres://user:p%40ss@[::1]:5432/db?sslmode=require',
  ])('none in %s', (DATABASE_URL) => {
    expect(readConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  });

  test.each(['short', 'please-change-me-please-change-me', 'a'.repeat(40)])('secret key "%s"', (weak) => {
    const [mistake, ...others] = mistakesIn({ ASTROCAL_SECRET_KEY: weak });
    expect(others).toEqual([]);
    expect(mistake).toContain('ASTROCAL_SECRET_KEY ');
    expect(mistake).not.toContain(weak);
  });

  test.each(['0', '-1', '1.5', 'none', '1000001'])('a limit of "%s"', (text) => {
    expect(mistakesIn({ ASTROCAL_PUBLIC_AVAILABILITY_PER_MINUTE: text })).toHaveLength(1);
  });

  test.each([
    'www.example.com',
    'https://a.example/path',
    "https://a.example; script-src 'none'",
    'https://a.example;x',
    '',
    'null',
  ])('embedding in "%s"', (text) => {
    expect(mistakesIn({ ASTROCAL_EMBED_ORIGINS: `https://b.example,${text}` })).toEqual([
      `ASTROCAL_EMBED_ORIGINS must be "*" or a list of origins such as https://www.example.com, not "${text}"`,
    ]);
  });

  test.each(['book.example.com:3000', 'https://book.example.com', '*', ''])('agents under "%s"', (text) => {
    expect(mistakesIn({ ASTROCAL_MCP_HOSTS: `a.example,${text}` })).toEqual([
      `ASTROCAL_MCP_HOSTS must be a list of host names such as book.example.com, not "${text}"`,
    ]);
  });

  test('a plan that does not exist', () => {
    expect(mistakesIn({ ASTROCAL_PLAN: 'gold' })).toEqual([
      'ASTROCAL_PLAN must be one of free, launch, grow, scale, unlimited, not "gold"',
    ]);
  });

  test.each(['nobody', 'A <a@example.com>, B <b@example.com>', 'A <a@b>', 'a@example.com b@example.com'])(
    'mail from "%s"',
    (ASTROCAL_MAIL_FROM) => {
      const [mistake, ...others] = mistakesIn({ ASTROCAL_MAIL_FROM });
      expect(others).toEqual([]);
      expect(mistake).toContain('ASTROCAL_MAIL_FROM must be an address such as');
    },
  );

  test('a mail server without an address to send from, and one that is none', () => {
    expect(mistakesIn({ ASTROCAL_SMTP_URL: 'smtp://localhost' })).toEqual([
      'ASTROCAL_SMTP_URL needs ASTROCAL_MAIL_FROM, an address that the mail server may send from',
    ]);
    const wrong = { ASTROCAL_SMTP_URL: 'user:hunter2@host', ASTROCAL_MAIL_FROM: 'a@example.com' };
    expect(mistakesIn(wrong)).toEqual([
      'ASTROCAL_SMTP_URL must be an address such as smtp://user:password@mail.example.com:587',
    ]);
  });

  test('no secret key in production, and an empty one', () => {
    const sentence =
      'ASTROCAL_SECRET_KEY is required with NODE_ENV=production: at least 32 random characters';
    expect(mistakesIn({ NODE_ENV: 'production' })).toEqual([sentence]);
    expect(mistakesIn({ NODE_ENV: 'production', ASTROCAL_SECRET_KEY: ' ' })).toEqual([sentence]);
    expect(mistakesIn({ NODE_ENV: 'production', ASTROCAL_SECRET_KEY: secret })).toEqual([]);
  });

  test('one role on the embedded database, which has no second process', () => {
    const [mistake] = mistakesIn({ ASTROCAL_ROLE: 'http' });
    expect(mistake).toContain('ASTROCAL_ROLE needs DATABASE_URL');
    expect(mistakesIn({ ASTROCAL_ROLE: 'worker,http' })).toEqual([]);
    expect(mistakesIn({ ASTROCAL_ROLE: 'http', DATABASE_URL: 'postgres://db/astrocal' })).toEqual([]);
  });

  test('a spread database is one on servers', () => {
    expect(mistakesIn({ DATABASE_SPREAD: '1' })).toEqual(['DATABASE_SPREAD needs DATABASE_URL']);
  });

  test('a pooler needs both of its addresses, and one mode', () => {
    expect(mistakesIn({ DATABASE_POOLER: 'transaction' })).toEqual([
      'DATABASE_POOLER needs DATABASE_URL',
      expect.stringContaining('DATABASE_POOLER needs DATABASE_DIRECT_URL'),
    ]);
    const both = {
      DATABASE_URL: 'postgres://pooler/astrocal',
      DATABASE_DIRECT_URL: 'postgres://db/astrocal',
    };
    expect(mistakesIn({ ...both, DATABASE_POOLER: 'session' })).toEqual([
      'DATABASE_POOLER must be one of transaction, not "session"',
    ]);
    expect(mistakesIn({ ...both, DATABASE_POOLER: 'transaction' })).toEqual([]);
    expect(readConfig(both).databasePooler).toBeNull();
  });

  test.each(['true', '10.0.0.0/33', '::1/129', '10.0.0.0/8/8', 'example.com', '10.0.0.1,'])(
    'trusted proxy "%s"',
    (ASTROCAL_TRUST_PROXY) => {
      expect(mistakesIn({ ASTROCAL_TRUST_PROXY })).toHaveLength(1);
    },
  );
});

test('the pages of whoever develops are opened to everybody on purpose only, and never in production', () => {
  expect(readConfig({ ASTROCAL_DEV_MAIL: '1' }).developerAccess).toBe('everybody');
  expect(readConfig({ ASTROCAL_DEV_MAIL: '0' }).developerAccess).toBe('this machine');
  expect(() => readConfig({ ASTROCAL_DEV_MAIL: 'yes' })).toThrow('ASTROCAL_DEV_MAIL must be one of 0, 1');
  expect(() => readConfig({ ASTROCAL_DEV_MAIL: '1', NODE_ENV: 'production' })).toThrow(
    'ASTROCAL_DEV_MAIL is for development',
  );
});
