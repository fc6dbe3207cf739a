import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MailServer } from '../../harness/mail-server.ts';
import type { Receiver } from '../../harness/receiver.ts';
import type { Answer, Ask, Installation, Json } from '../installation.ts';
import type { Manifest } from '../manifest.ts';

type Kept = Record<string, { id: string; token: string }>;

/** The life of an installation while it is lived: what is made is kept under a name. */
export interface Story {
  readonly installation: Installation;
  readonly receiver: Receiver;
  readonly mailServer: MailServer;
  readonly keys: Record<'live' | 'test' | 'website' | 'revoked', string>;
  readonly organizationId: string;
  readonly eventTypes: Record<string, string>;
  readonly bookings: Kept;
  readonly entries: Kept;
  readonly endpoints: Record<string, { id: string; secrets: string[] }>;
  retried: Manifest['retried'] | null;
  /** Fails unless the answer has the status. */
  must(status: number, method: string, path: string, ask?: Ask): Promise<Json>;
}

export async function beginStory(
  installation: Installation,
  place: { readonly dataDir: string; readonly receiver: Receiver; readonly mailServer: MailServer },
): Promise<Story> {
  const credentials = JSON.parse(await readFile(path.join(place.dataDir, 'credentials.json'), 'utf8'));
  return {
    installation,
    receiver: place.receiver,
    mailServer: place.mailServer,
    keys: { live: credentials.live_key, test: credentials.test_key, website: '', revoked: '' },
    organizationId: credentials.organization_id,
    eventTypes: { testEvent: credentials.test_event_type_id },
    bookings: {},
    entries: {},
    endpoints: {},
    retried: null,
    async must(status, method, where, ask) {
      const answer = await installation.ask(method, where, ask);
      return bodyOf(status, answer, `${method} ${where}`);
    },
  };
}

function bodyOf(status: number, answer: Answer, what: string): Json {
  if (answer.status !== status)
    throw new Error(`${what} answered ${answer.status} and not ${status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export const person = (name: string, timezone = 'Europe/Berlin') => ({
  invitee_name: name,
  invitee_email: `${name.toLowerCase().replace(/\W+/g, '.')}@customer.example`,
  invitee_timezone: timezone,
});

interface BookFields {
  /** Null: none. */
  readonly key?: string | null;
  readonly [field: string]: unknown;
}

/** Books and keeps the booking under its name. */
export async function book(
  story: Story,
  name: string,
  [eventType, start_time]: readonly [string, string],
  { key = story.keys.live, ...more }: BookFields = {},
): Promise<Json> {
  const body = { event_type_id: story.eventTypes[eventType], start_time, ...person(name), ...more };
  const made = await story.must(201, 'POST', '/v1/bookings', { body, ...(key !== null && { key }) });
  story.bookings[name] = { id: made.id, token: made.cancel_token };
  return made;
}

/** Joins the waitlist and keeps the entry under its name. */
export async function join(
  story: Story,
  name: string,
  [eventType, start_time]: readonly [string, string | null],
  fields: object = {},
): Promise<void> {
  const body = { event_type_id: story.eventTypes[eventType], start_time, ...person(name), ...fields };
  const made = await story.must(201, 'POST', '/v1/waitlist', { body });
  story.entries[name] = { id: made.id, token: made.cancel_token };
}
