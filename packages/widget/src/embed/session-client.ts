import { type Client, createClient, createSend, type SendCall } from '../api/client.ts';
import type { Session } from './wire.ts';

/** Where and as whom a page asks. */
export interface SessionAccess {
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly token: string;
  /** Called when the API refuses the token. */
  readonly onEnded: () => void;
}

/** Sends calls with the token of a session. */
export const createSessionSend = (access: SessionAccess): SendCall =>
  createSend({ apiUrl: access.apiUrl, fetch: fetchWith(access, () => true) });

/** The calls of the widget, with the token wherever the session's kind reaches what they are about. */
export function createSessionClient(access: SessionAccess, { kind, attendee }: Session): Client {
  // What anybody may read of an event type is no part of a session for a booking or a host.
  const isReached = (url: string) => kind === 'booker' || !url.includes('/v1/event-types/');
  const client = createClient({ apiUrl: access.apiUrl, fetch: fetchWith(access, isReached) });
  if (kind !== 'booker') return client;
  return {
    ...client,
    // A session books; waiting in line is no part of it.
    readEventType: async (id) => ({ ...(await client.readEventType(id)), waitlist_enabled: false }),
    async readAvailability(query) {
      const {
        waitlist_available: _waitlist,
        full_slots: _full,
        ...rest
      } = await client.readAvailability(query);
      return rest;
    },
    book({ invitee_name, invitee_email, invitee_timezone, ...request }, key) {
      if (!attendee)
        return client.book({ ...request, ...person({ invitee_name, invitee_email, invitee_timezone }) }, key);
      return client.book(
        { ...request, ...person({ ...(attendee.timezone === null && { invitee_timezone }) }) },
        key,
      );
    },
  };
}

/** The fields that are there. */
const person = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

function fetchWith({ token, onEnded }: SessionAccess, isReached: (url: string) => boolean): typeof fetch {
  return async (input, init) => {
    const url = String(input);
    const headers = { ...(init?.headers as Record<string, string>), authorization: `Bearer ${token}` };
    const answer = await fetch(url, isReached(url) ? { ...init, headers } : init);
    if (answer.status === 401) onEnded();
    return answer;
  };
}
