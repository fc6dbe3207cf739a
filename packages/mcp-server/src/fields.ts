import { z } from 'zod';
import { bounds } from './bounds.generated.ts';
import { repeated } from './safe-text.ts';

// The arguments that several tools share. Their values are checked where they are used, with the present and the zone
// at hand; what stands here is what a model reads of them.

const { durationMinutes, availabilityDays } = bounds;
/** `1,000` */
const number = (value: number) => value.toLocaleString('en');

const text = (description: string) => z.string('must be a text').describe(description);

/** A text without which the tool cannot be called. */
export const required = (description: string) =>
  z
    .string({
      error: ({ input }) => (input === undefined ? `is required: ${description}` : 'must be a text'),
    })
    .describe(description);

export const eventTypeId = text(
  'The event type: its id (evt_…) from list_event_types; its slug or exact title work too. Optional where a default is configured or there is only one.',
).optional();

export const startDate = required('The first date, as YYYY-MM-DD, in `timezone`.').meta({
  examples: ['2026-06-15'],
});
export const endDate = required(
  `The last date, included, as YYYY-MM-DD, in \`timezone\`. At most ${availabilityDays} days in all.`,
).meta({ examples: ['2026-06-19'] });

export const timezone = text(
  'IANA time zone, such as America/New_York: that of the person you help. Local times in the answer are told in it.',
).default('UTC');

export const inviteeTimezone = text(
  'IANA time zone of the invitee, such as America/New_York. Their mail and the answer show times in it.',
);

/** Of whoever is booked: `attendees` may name them instead. */
export const inviteeName = z
  .string()
  .describe('The name of the person who is booked. Required, unless attendees are given.')
  .optional();
export const inviteeEmail = z
  .string()
  .describe('Their e-mail address. Required, unless attendees are given.')
  .optional();

export const duration = z
  .int({ error: ({ input }) => `must be a whole number of minutes, not ${repeated(input)}` })
  .min(durationMinutes.least, `must be at least ${durationMinutes.least} minutes`)
  .max(durationMinutes.most, `must be at most ${durationMinutes.most} minutes`)
  .describe('Minutes: one of the duration_options of the event type. Left out: its usual length.')
  .optional();

export const hostId = text(
  'The member (mbr_…, from list_members) who shall hold the meeting, where the person asks for somebody. Left out: whose turn it is.',
).optional();

export const hostAttributes = z
  .record(z.string(), z.string('must be a text'), 'must be an object such as {"language": "es"}')
  .describe(
    'What whoever holds the meeting must have, by the attributes of list_members, such as {"language": "es"}.',
  )
  .optional();

/** Who shall hold a meeting, as the API takes it. */
export const hostWish = (args: {
  readonly host_id?: string | undefined;
  readonly host_attributes?: Readonly<Record<string, string>> | undefined;
}) => ({
  ...(args.host_id !== undefined && { host_id: args.host_id }),
  ...(args.host_attributes !== undefined && { host_attributes: args.host_attributes }),
});

export const notes = text(
  `A message of the invitee to the host, up to ${number(bounds.notes)} characters.`,
).optional();

export const attendees = z
  .array(
    z.strictObject({
      name: required('The name of the attendee.'),
      email: required('The e-mail address of the attendee.'),
      timezone: text('IANA time zone of the attendee.').optional(),
    }),
    'must be a list of { name, email }',
  )
  .max(bounds.attendees, `must be at most ${bounds.attendees} people`)
  .describe(
    'For group event types: everybody who comes, each taking one spot. The invitee is counted first, whether listed here or not.',
  )
  .optional();

export const reason = text(
  `Why, in words for the other side, up to ${number(bounds.reason)} characters.`,
).optional();

export const bookingId = required('The id of the booking (bkg_…), from list_bookings or when it was booked.');

/** How many entries an answer shows. */
export const limit = (usual: number, max: number = bounds.page) =>
  z
    .int({ error: ({ input }) => `must be a whole number, not ${repeated(input)}` })
    .min(1, 'must be at least 1')
    .max(max, `must be at most ${max}`)
    .describe(`How many at most, newest first: 1 to ${max}.`)
    .default(usual);

/** Where a list goes on. */
export const cursor = (more = '') =>
  z
    .string('must be a text')
    .describe(`The next_cursor of the answer before, to go on from there${more}.`)
    .optional();

/** One of a closed list; the message names all of them. */
export const oneOf = <const V extends readonly [string, ...string[]]>(values: V, description: string) =>
  z
    .enum(values, {
      error: ({ input }) => `must be one of ${values.join(', ')}, not ${repeated(input)}`,
    })
    .describe(description)
    .optional();
