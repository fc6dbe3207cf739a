import { type BookingCreate, metadataSize } from '@astrocal/contract';
import type { Static } from 'typebox';
import { type Issue, invalid } from '../../lib/api-error.ts';
import { mailboxOf } from '../../lib/mailbox.ts';
import type { EmbeddedAttendee, EmbeddedBooker, Principal } from '../../lib/principal.ts';

type Body = Static<typeof BookingCreate>;

/** What a booking carries of the id that whoever books has with the caller. */
const idOfAttendee = 'attendee_external_id';

/**
 * The body of POST /v1/bookings with what an embedded session settles: who books, with which host, and metadata, of which
 * the session's stand. Of everybody else it is the body itself. Throws `validation_error` for a body that says otherwise.
 */
export function asBooker(principal: Principal, body: Body): Body {
  if (principal.kind !== 'embed' || principal.as !== 'booker') return body;
  const { attendee, hostId } = principal;
  const issues = [...(attendee ? otherPerson(attendee, body) : []), ...otherHost(hostId, body)];
  if (issues.length > 0) throw invalid(...issues);
  return {
    ...body,
    ...(attendee && {
      invitee_name: attendee.name,
      invitee_email: attendee.email,
      ...(attendee.timezone !== null && { invitee_timezone: attendee.timezone }),
    }),
    ...(hostId !== null && { host_id: hostId }),
    metadata: metadataOf(principal, body),
  };
}

const settled = (field: string): Issue => ({
  path: `body.${field}`,
  message: 'is settled by the embedded session',
});

function otherPerson({ name, email, timezone }: EmbeddedAttendee, body: Body): Issue[] {
  const { invitee_name, invitee_email, invitee_timezone, attendees } = body;
  const issues: Issue[] = [];
  if (attendees !== undefined) issues.push(settled('attendees'));
  if (invitee_name !== undefined && invitee_name !== name) issues.push(settled('invitee_name'));
  if (invitee_email !== undefined && mailboxOf(invitee_email) !== mailboxOf(email))
    issues.push(settled('invitee_email'));
  if (timezone !== null && invitee_timezone !== undefined && invitee_timezone !== timezone)
    issues.push(settled('invitee_timezone'));
  return issues;
}

const otherHost = (hostId: string | null, { host_id }: Body): Issue[] =>
  hostId !== null && host_id !== undefined && host_id !== hostId ? [settled('host_id')] : [];

/** The metadata that every booking of an embedded session has. */
export const metadataOfBooker = ({
  metadata,
  attendee,
}: Pick<EmbeddedBooker, 'metadata' | 'attendee'>): EmbeddedBooker['metadata'] =>
  attendee?.external_id ? { ...metadata, [idOfAttendee]: attendee.external_id } : metadata;

function metadataOf(booker: EmbeddedBooker, body: Body): NonNullable<Body['metadata']> {
  const all = { ...body.metadata, ...metadataOfBooker(booker) };
  if (Object.keys(all).length > metadataSize.pairs)
    throw invalid({
      path: 'body.metadata',
      message: `must have at most ${metadataSize.pairs} names, those of the embedded session among them`,
    });
  return all;
}
