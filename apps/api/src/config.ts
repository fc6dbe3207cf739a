import { isIP } from 'node:net';
import { type PlanName, type PublicLimit, planNames } from '@astrocal/contract';
import type { DeveloperAccess } from './lib/developer-access.ts';
import {
  email,
  hostList,
  httpUrl,
  limit,
  logLevel,
  Mistake,
  minSecretLength,
  networkList,
  oneOf,
  originList,
  plain,
  portNumber,
  postgresUrl,
  type Read,
  secret,
  sender,
  slug,
  smtpUrl,
  switched,
  token,
  transactionPooler,
} from './read-setting.ts';

export type ProcessRole = 'http' | 'worker';

const firstStartVariables = [
  'ASTROCAL_ORGANIZATION_NAME',
  'ASTROCAL_ORGANIZATION_SLUG',
  'ASTROCAL_OWNER_NAME',
  'ASTROCAL_OWNER_EMAIL',
] as const;
export type FirstStartVariable = (typeof firstStartVariables)[number];

/** What the environment says, read once (docs/configuration.md). */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly roles: readonly ProcessRole[];
  readonly dataDir: string;
  /** Null: the embedded database in the data directory. */
  readonly databaseUrl: string | null;
  /** A pooler in transaction mode stands behind `databaseUrl`; `directUrl` leads past it. Null: none does. */
  readonly databasePooler: { readonly directUrl: string } | null;
  /** Organizations are spread over several databases behind `databaseUrl`. */
  readonly databaseIsSpread: boolean;
  readonly publicUrl: string;
  /** Null: a development server makes one and keeps it in the data directory. */
  readonly secretKey: string | null;
  /** The one before it, or the one that takes its place; null: there is none. */
  readonly previousSecretKey: string | null;
  readonly production: boolean;
  readonly logLevel: string;
  /** What `/metrics` asks for. Null: open in development, closed in production. */
  readonly metricsToken: string | null;
  /** Who reads `/dev/mail`, and `/metrics` without a token. */
  readonly developerAccess: DeveloperAccess;
  /** Whether `npm start` stands between this process and whoever started it. */
  readonly startedByNpm: boolean;
  /** What the first start makes. */
  readonly organization: {
    readonly name: string;
    readonly slug: string;
    readonly owner: { readonly name: string; readonly email: string };
  };
  /** What of it was set, by variable: for a later start, which changes nothing of it. */
  readonly firstStartOnly: Readonly<Partial<Record<FirstStartVariable, string>>>;
  /** Addresses and networks of proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: readonly string[];
  readonly limits: {
    /** The plan of organizations that have none of their own. */
    readonly plan: PlanName;
    /** Requests without a key per minute and address. Null: any number. */
    readonly publicPerMinute: Readonly<Record<PublicLimit, number | null>>;
    /** Failed authentications per minute and address. Null: any number. */
    readonly failuresPerMinute: number | null;
  };
  readonly mail: {
    /** Null: mail is kept to be read, and not sent. */
    readonly smtpUrl: string | null;
    /** Without a name, the organization's is shown. */
    readonly from: { readonly name: string | null; readonly address: string };
    /** How many an hour reach one address from one organization. Null: any number. */
    readonly ceiling: number | null;
  };
  /** How many members an organization may have. Null: any number. */
  readonly mostMembers: number | null;
  /** Origins whose pages may show a booking page in a frame; `*` is every one. */
  readonly embedOrigins: readonly string[];
  /** Names under which agents may ask at /mcp, beside that of the public URL and loopback. */
  readonly mcpHosts: readonly string[];
  /** Addresses and networks that outgoing requests may reach although they are not public. */
  readonly outboundAllow: readonly string[];
}

/** Every mistake of the environment, in one message. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(mistakes: readonly string[]) {
    super(`The configuration is wrong:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
  }
}

const allRoles: readonly ProcessRole[] = ['http', 'worker'];
const role = oneOf(allRoles);
const roleList: Read<readonly ProcessRole[]> = (text) => [
  ...new Set(text.split(',').map((each) => role(each.trim()))),
];

/** Reads and checks the environment. Throws ConfigError with every mistake at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const mistakes: string[] = [];
  const setting = <T>(name: string, fallback: T, read: Read<T>): T => {
    const text = env[name]?.trim();
    if (text === undefined || text === '') return fallback;
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof Mistake)) throw error;
      mistakes.push(`${name} ${error.message}`);
      return fallback;
    }
  };

  const production = env.NODE_ENV === 'production';
  const port = setting('PORT', 3000, portNumber);
  const host = setting('HOST', '127.0.0.1', plain);
  const secretKey = setting<string | null>('ASTROCAL_SECRET_KEY', null, secret);
  if (production && !env.ASTROCAL_SECRET_KEY?.trim())
    mistakes.push(
      `ASTROCAL_SECRET_KEY is required with NODE_ENV=production: at least ${minSecretLength} random characters`,
    );
  const roles = setting<readonly ProcessRole[]>('ASTROCAL_ROLE', allRoles, roleList);
  const databaseUrl = setting<string | null>('DATABASE_URL', null, postgresUrl);
  if (roles.length < allRoles.length && !env.DATABASE_URL?.trim())
    mistakes.push(
      'ASTROCAL_ROLE needs DATABASE_URL: only one process can open the embedded database, so it has every role',
    );
  const directUrl = setting<string | null>('DATABASE_DIRECT_URL', null, postgresUrl);
  const isPooled = setting<boolean>('DATABASE_POOLER', false, transactionPooler);
  if (isPooled && !env.DATABASE_URL?.trim()) mistakes.push('DATABASE_POOLER needs DATABASE_URL');
  if (isPooled && !env.DATABASE_DIRECT_URL?.trim())
    mistakes.push(
      'DATABASE_POOLER needs DATABASE_DIRECT_URL, the server itself: migrations and the hearing of jobs go past the pooler',
    );
  const databaseIsSpread = setting<boolean>('DATABASE_SPREAD', false, switched);
  if (databaseIsSpread && !env.DATABASE_URL?.trim()) mistakes.push('DATABASE_SPREAD needs DATABASE_URL');
  const plan = setting<PlanName>('ASTROCAL_PLAN', 'unlimited', oneOf(planNames));
  /** Whoever has no plans for keys has a server of their own: its limits for strangers are wide, and there. */
  const publicLimit = (name: string, { withPlan, without }: { withPlan: number; without: number }) =>
    setting<number | null>(name, plan === 'unlimited' ? without : withPlan, limit);
  const publicUrl = setting('ASTROCAL_PUBLIC_URL', localUrl(host, port), httpUrl);
  const smtp = setting<string | null>('ASTROCAL_SMTP_URL', null, smtpUrl);
  if (smtp !== null && !env.ASTROCAL_MAIL_FROM?.trim())
    mistakes.push(
      'ASTROCAL_SMTP_URL needs ASTROCAL_MAIL_FROM, an address that the mail server may send from',
    );
  const from = setting('ASTROCAL_MAIL_FROM', localSender(publicUrl), sender);
  const devMail = setting<boolean>('ASTROCAL_DEV_MAIL', false, switched);
  if (devMail && production)
    mistakes.push('ASTROCAL_DEV_MAIL is for development: with NODE_ENV=production nobody reads /dev/mail');
  const config: Config = {
    port,
    host,
    roles,
    dataDir: setting('ASTROCAL_DATA_DIR', '.astrocal', plain),
    databaseUrl,
    databasePooler: isPooled && directUrl !== null ? { directUrl } : null,
    databaseIsSpread,
    publicUrl,
    secretKey,
    previousSecretKey: setting<string | null>('ASTROCAL_SECRET_KEY_PREVIOUS', null, secret),
    production,
    logLevel: setting('ASTROCAL_LOG_LEVEL', production ? 'info' : 'warn', logLevel),
    metricsToken: setting<string | null>('ASTROCAL_METRICS_TOKEN', null, token),
    developerAccess: production ? 'nobody' : devMail ? 'everybody' : 'this machine',
    startedByNpm: env.npm_lifecycle_event === 'start',
    organization: {
      name: setting('ASTROCAL_ORGANIZATION_NAME', 'My organization', plain),
      slug: setting('ASTROCAL_ORGANIZATION_SLUG', 'my-organization', slug),
      owner: {
        name: setting('ASTROCAL_OWNER_NAME', 'Owner', plain),
        email: setting('ASTROCAL_OWNER_EMAIL', 'owner@example.com', email),
      },
    },
    firstStartOnly: Object.fromEntries(
      firstStartVariables.map((name) => [name, env[name]?.trim()]).filter(([, value]) => value),
    ),
    trustProxy: setting<readonly string[]>('ASTROCAL_TRUST_PROXY', [], networkList),
    limits: {
      plan,
      publicPerMinute: {
        availability: publicLimit('ASTROCAL_PUBLIC_AVAILABILITY_PER_MINUTE', {
          withPlan: 60,
          without: 600,
        }),
        creates: publicLimit('ASTROCAL_PUBLIC_CREATES_PER_MINUTE', { withPlan: 10, without: 60 }),
        changes: publicLimit('ASTROCAL_PUBLIC_CHANGES_PER_MINUTE', { withPlan: 20, without: 60 }),
      },
      failuresPerMinute: setting<number | null>('ASTROCAL_FAILED_AUTHENTICATIONS_PER_MINUTE', 60, limit),
    },
    mail: {
      smtpUrl: smtp,
      from,
      ceiling: setting<number | null>('ASTROCAL_MAILS_PER_HOUR', 30, limit),
    },
    mostMembers: setting<number | null>('ASTROCAL_MEMBERS_PER_ORGANIZATION', null, limit),
    embedOrigins: setting<readonly string[]>('ASTROCAL_EMBED_ORIGINS', [], originList),
    mcpHosts: setting<readonly string[]>('ASTROCAL_MCP_HOSTS', [], hostList),
    outboundAllow: setting<readonly string[]>('ASTROCAL_OUTBOUND_ALLOW', [], networkList),
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return deepFreeze(config);
}

/** Whom mail is from that is never sent. */
const localSender = (publicUrl: string): Config['mail']['from'] => ({
  name: null,
  address: `astrocal@${URL.canParse(publicUrl) ? new URL(publicUrl).hostname : 'localhost'}`,
});

/** Where a browser on the same machine finds the server. */
function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : isIP(host) === 6 ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value))
    if (typeof child === 'object' && child !== null) deepFreeze(child);
  return Object.freeze(value);
}
