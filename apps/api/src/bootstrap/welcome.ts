import path from 'node:path';
import { findSlots, formatInstant, type Instant } from '@astrocal/scheduling';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { questionOf, readSnapshot } from '../features/availability/index.ts';
import { locateEventType } from '../features/event-types/index.ts';
import { anyone } from '../lib/principal.ts';
import { bookPathById } from '../wording/addresses.ts';
import { type Credentials, credentialsFile, loadCredentials } from './credentials.ts';
import { setupLinkFile } from './setup-link.ts';

const dayMs = 24 * 60 * 60 * 1000;
const searchDays = 14;

/** What a start has made. */
export interface Made {
  /** By the bootstrap, if it was this process that did it: keys are shown once. */
  readonly created: Credentials | null;
  /** By which the owner gets their account; null once they have one. */
  readonly setupLink: string | null;
}

/** What a start prints: where things are, and two calls to paste. */
export async function welcome(deps: Deps, config: Config, { created, setupLink }: Made): Promise<string> {
  const file = path.resolve(credentialsFile(config.dataDir));
  const database = config.databaseUrl === null ? 'embedded database' : 'PostgreSQL';
  const works = !config.roles.includes('http');
  if (works || config.production)
    return [
      works ? 'Astrocal works on the job queue.' : `Astrocal is ready at ${config.publicUrl}  (${database})`,
      ...(created
        ? [`The keys of the API are in ${file}. Move them to your secrets, and delete the file.`]
        : []),
      ...(setupLink
        ? [
            `The link by which the owner gets an account is in ${path.resolve(setupLinkFile(config.dataDir))}.`,
          ]
        : []),
    ].join('\n');
  const credentials = created ?? (await loadCredentials(config.dataDir));
  return welcomeText({
    url: config.publicUrl,
    setupLink,
    developing: developerLines(config),
    database,
    credentials,
    isFirstStart: created !== null,
    credentialsFile: file,
    nextSlot: credentials && (await findNextSlot(deps, credentials.testEventTypeId)),
  });
}

/** Where whoever develops finds what is not for everybody, and how far it is open. */
function developerLines({ host, port, developerAccess, metricsToken, publicUrl }: Config): string[] {
  const open = developerAccess === 'everybody';
  const url = open ? publicUrl : loopbackUrl(host, port);
  const whom = open ? 'open to everybody who reaches it: ASTROCAL_DEV_MAIL' : 'from this machine only';
  if (url === null)
    return ['  /dev/mail and /metrics answer on loopback only: set HOST to 0.0.0.0, or ASTROCAL_DEV_MAIL=1'];
  return [
    `  Mail           ${url}/dev/mail  (${whom})`,
    ...(metricsToken === null ? [`  Metrics        ${url}/metrics  (${whom})`] : []),
  ];
}

/** Where a program on this machine comes in by loopback; null where it cannot. */
function loopbackUrl(host: string, port: number): string | null {
  if (host === '::1') return `http://[::1]:${port}`;
  if (host === 'localhost' || host.startsWith('127.')) return `http://${host}:${port}`;
  return host === '0.0.0.0' || host === '::' ? `http://127.0.0.1:${port}` : null;
}

/** A bookable time of the event type, from tomorrow on; null when there is none or it is gone. */
async function findNextSlot(deps: Deps, eventTypeId: string): Promise<Instant | null> {
  const now = deps.clock.now();
  const range = { start: now + dayMs, end: now + searchDays * dayMs };
  const { db } = deps.database;
  const eventType = await locateEventType(deps, db, { principal: anyone, id: eventTypeId });
  const snapshot = eventType && (await readSnapshot(db, { eventType, range, now }));
  if (!snapshot || snapshot.eventType.deleted_at !== null || !snapshot.eventType.active) return null;
  const question = questionOf(snapshot, { now, durationMinutes: snapshot.eventType.duration_minutes });
  return findSlots(question, range).slots[0]?.start ?? null;
}

interface Welcome {
  readonly url: string;
  readonly setupLink: string | null;
  /** Where mail and metrics are read. */
  readonly developing: readonly string[];
  readonly database: string;
  /** Null when they are not in this data directory. */
  readonly credentials: Credentials | null;
  /** Whether this start made them: keys are shown once. */
  readonly isFirstStart: boolean;
  readonly credentialsFile: string;
  readonly nextSlot: Instant | null;
}

function welcomeText({
  url,
  setupLink,
  developing,
  database,
  credentials,
  isFirstStart,
  credentialsFile,
  nextSlot,
}: Welcome): string {
  const lines = [
    '',
    `Astrocal is ready at ${url}  (${database})`,
    '',
    `  Account        ${setupLink ?? `${url}/account`}`,
    `  API            ${url}/v1`,
    `  Documentation  ${url}/docs`,
    `  OpenAPI 3.1    ${url}/v1/openapi.json`,
    ...(credentials && nextSlot !== null
      ? [`  Booking page   ${url}/${bookPathById(credentials.testEventTypeId)}`]
      : []),
    ...developing,
    '  Organization   npm run organization  (its name, its address, who owns it)',
    '',
  ];
  if (credentials && isFirstStart) {
    lines.push(
      'Your keys. They are shown this once, and kept in',
      `${credentialsFile} (readable by you alone):`,
      '',
      `  live  ${credentials.liveKey}`,
      `  test  ${credentials.testKey}`,
      '',
    );
  } else if (credentials) {
    lines.push(`Your keys are in ${credentialsFile}.`, '');
  } else {
    lines.push('Your keys were shown and kept where this installation was started first.', '');
  }
  if (credentials && nextSlot !== null)
    lines.push(...twoCalls(url, credentials, { nextSlot, withKey: isFirstStart }));
  return `${lines.join('\n')}\n`;
}

function twoCalls(
  url: string,
  { testKey, testEventTypeId }: Credentials,
  { nextSlot, withKey }: { nextSlot: Instant; withKey: boolean },
): string[] {
  const start = formatInstant(nextSlot);
  const date = start.slice(0, 10);
  return [
    'Two calls ship the whole flow. Ask for the times of a day:',
    '',
    `curl "${url}/v1/availability?event_type_id=${testEventTypeId}&start=${date}&end=${date}"`,
    '',
    'and book one of them (test mode: no mail is sent, but you can read it):',
    '',
    `curl -X POST "${url}/v1/bookings" \\`,
    ...(withKey ? [`  -H "Authorization: Bearer ${testKey}" \\`] : []),
    '  -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify({
      event_type_id: testEventTypeId,
      start_time: start,
      invitee_name: 'Alex Johnson',
      invitee_email: 'alex@example.com',
      invitee_timezone: 'America/New_York',
    })}'`,
    '',
  ];
}
